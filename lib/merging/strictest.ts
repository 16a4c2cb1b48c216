/** The newest word of a ledger on one purpose and channel. */
export interface Word {
  given: boolean;
  /** given, merged: the person's own · claimed: an owner's file · unsaid: as if never asked */
  basis: string;
  /** An instant as the database writes it in JSON. */
  occurred_at: string;
}

export type Standing = "withdrawn" | "given" | "claimed" | "none";

export function standingOf(word: Word | undefined): Standing {
  if (!word || word.basis === "unsaid") return "none";
  if (!word.given) return "withdrawn";
  return word.basis === "claimed" ? "claimed" : "given";
}

const strength: Record<Standing, number> = { withdrawn: 3, given: 2, claimed: 1, none: 0 };

/**
 * Whose word counts for two records of one person, on one purpose and channel. A refusal counts over a consent, wherever it was
 * said; silence says nothing, so that a consent stands beside it; and a person's own word counts over what a file claims of
 * them. "refused": the address refused, which nobody wrote into either ledger.
 */
export function strictestOf(
  ours: Word | undefined,
  theirs: Word | undefined,
  addressRefused: boolean,
): "ours" | "theirs" | "refused" {
  const [mine, other] = [standingOf(ours), standingOf(theirs)];
  if (mine === "withdrawn") return "ours";
  if (other === "withdrawn") return "theirs";
  if (addressRefused) return "refused";
  // A consent that is older than a claim would have to be dated anew to count, and its two years would begin anew with it.
  if (other === "given" && ours && Date.parse(ours.occurred_at) > Date.parse((theirs as Word).occurred_at))
    return "ours";
  return strength[other] > strength[mine] ? "theirs" : "ours";
}

/** How the words of one purpose and channel part again. `since` is what was said to the survivor after the merge, the newest first. */
export interface Parting {
  survivorBefore: Word | undefined;
  since: readonly Word[];
}

/**
 * Nothing is widened: what was withdrawn since the merge is withdrawn for both, since nobody knows which of the two said it; a
 * consent given since stays with the survivor, unless they had refused before. Nothing said since: everything as it was.
 */
export function partedWords({ survivorBefore, since }: Parting): {
  survivor: "before" | "since";
  withdrawBoth: boolean;
} {
  const withdrawBoth = since.some(({ given }) => !given);
  const [newest] = since;
  if (!newest) return { survivor: "before", withdrawBoth };
  if (newest.given && standingOf(survivorBefore) === "withdrawn") return { survivor: "before", withdrawBoth };
  return { survivor: "since", withdrawBoth };
}
