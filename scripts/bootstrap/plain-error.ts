/** A failure the reader can mend: its message is one whole sentence and is shown without a stack. */
export class PlainError extends Error {}
