/**
 * Callbacks repeat, overtake each other and get lost, so a status only ever moves up. The order is total, so
 * that any order of arrival ends alike: a handset's receipt outweighs a carrier's guess that it failed.
 */
const ascending = [
  "accepted",
  "scheduled",
  "queued",
  "sending",
  "sent",
  "canceled",
  "failed",
  "undelivered",
  "delivered",
  "read",
] as const;

export type ProviderStatus = (typeof ascending)[number];

/** The status a provider named, or null for a word we do not know: that changes nothing. */
export const providerStatus = (word: string | null | undefined): ProviderStatus | null =>
  ascending.find((status) => status === word) ?? null;

/** The later of what we know and what we hear; `null` when nothing was known. */
export function mergeStatus(known: ProviderStatus | null, heard: ProviderStatus): ProviderStatus {
  if (known === null) return heard;
  return ascending.indexOf(heard) > ascending.indexOf(known) ? heard : known;
}
