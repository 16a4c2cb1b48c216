/** The few ways in which the system says no. They become HTTP codes in one place (lib/web/refusal-response.ts). */
export type RefusalKind = "not_found" | "forbidden" | "conflict" | "invalid" | "limit";

/**
 * An expected "no", shown to the person in their language. `reason` is the message key itself ("enrollments.full"),
 * `details` its values; neither carries personal data, because refusals may be logged.
 */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly reason: string,
    readonly details: Record<string, string | number> = {},
  ) {
    super(reason);
    this.name = "Refusal";
  }
}
