/** What a ledger says where a merge brought words that parting took back, and nothing was said before: as if never asked. */
export const unsaid = "unsaid";
/** What stands by a merge alone: the word of the other record, or what parting put back. */
export const merged = "merged";

/** Whether the person said it, of whichever of their records; an owner's file may claim, but that is no consent. */
export const isOwnWord = (basis: string): boolean => basis === "given" || basis === merged;

/** Lines that merging and parting write so that the right word stands: nobody said anything, so histories leave them out. */
export const writtenByMerging: string[] = [merged, unsaid];
