const address = /\/check-in\/([A-Za-z0-9_-]{28})(?:[?#]|$)/;

/** The code inside what a camera read, or null for some other QR code. */
export const codeIn = (text: string): string | null => address.exec(text.slice(0, 500))?.[1] ?? null;
