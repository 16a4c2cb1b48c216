import type { DataFolder } from "./data-folder";
import { isDemo, type Variables } from "./settings";

/** The one thing printed when all runs. */
export function printBox(
  variables: Variables,
  place: { folder: DataFolder | undefined; logs: string | undefined },
): void {
  const address = variables["BASE_URL"] ?? "";
  const lines = [`단골 Dangol  ${address}`];
  if (isDemo(variables))
    lines.push(
      "",
      "데모 로그인 · Demo sign-in",
      `  owner@demo.dangol.test      ${address}/t/demo/today`,
      `  owner@bakery.dangol.test    ${address}/t/bakery/today`,
      `  operator@dangol.test        ${address}/operator`,
      `  비밀번호 · password          ${variables["DEMO_PASSWORD"]}`,
      "",
      `공개 페이지 · public page     ${address}/demo`,
      `휴대폰 · phone simulator      ${address}/dev/phone`,
      `메일함 · mailbox              ${address}/dev/mail`,
    );
  lines.push("", `데이터 · data                ${dataPlace(variables, place.folder)}`);
  if (place.logs) lines.push(`기록 · logs                  ${place.logs}`);
  lines.push("끝내기 · stop                Ctrl-C");
  const width = Math.max(...lines.map(columns));
  const rule = "─".repeat(width + 2);
  const rows = lines.map((line) => `│ ${line}${" ".repeat(width - columns(line))} │`);
  process.stdout.write(`\n┌${rule}┐\n${rows.join("\n")}\n└${rule}┘\n`);
}

function dataPlace(variables: Variables, folder: DataFolder | undefined): string {
  const given = variables["DATABASE_URL"] || variables["DATABASE_APP_URL"];
  if (given) return `Postgres ${new URL(given).host}`;
  if (!folder) return "";
  return folder.database === folder.own
    ? folder.own
    : `${folder.database} (Postgres cannot enter ${folder.own})`;
}

/** Korean syllables are two columns wide in a terminal. */
function columns(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/[\u1100-\u115f\u3000-\ud7a3\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );
}
