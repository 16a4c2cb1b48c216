import type { Month } from "./month";

/** The month as a person reads it. */
export function table(month: Month): string {
  const lines = [
    `rows ${month.rows} · applied ${month.applied} (waitlisted ${month.waitlisted}) · recognised ${month.duplicates} · refused ${month.refused.length}`,
    ...month.refused.map(({ line, reason }) => `  line ${line}: ${reason}`),
    `came ${month.attended} · surveys ${month.answered}`,
    `texts ${Object.entries(month.texts)
      .map(([key, n]) => `${key} ${n}`)
      .join(" · ")}`,
    `held ${month.held} · blocked ${
      Object.entries(month.blocked)
        .map(([reason, n]) => `${reason} ${n}`)
        .join(", ") || "none"
    }`,
    "",
    ...month.checks.map(
      ({ ok, name, expected, actual }) =>
        `${ok ? "ok  " : "FAIL"} ${name}: ${actual}${ok ? "" : ` (expected ${expected})`}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
