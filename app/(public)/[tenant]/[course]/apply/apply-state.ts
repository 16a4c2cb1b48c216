/** What the form shows after a submit; null before the first. */
export type ApplyState =
  | null
  | { sentTo: string; legacy: boolean; child: boolean }
  | { message: string; errors: Record<string, string>; values: Record<string, string | string[]> };
