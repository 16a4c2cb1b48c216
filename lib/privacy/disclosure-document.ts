import { formatWhen } from "@/lib/platform/formats/korean-time";
import { messagesOf } from "@/lib/platform/i18n/messages";

import type { DisclosedValue, Disclosure } from "./disclosure";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const wordFor = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

const filled = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** The copy as one page that needs nothing else: readable on a phone, printable, in the person's language. */
export function disclosureDocument({ business, name, locale, zone, at, tables }: Disclosure): string {
  const words = messagesOf(locale).privacyCopy;
  const column = (key: string) => wordFor(words.columns, key);
  const shown = (value: DisclosedValue | undefined): string => {
    if (Array.isArray(value)) return value.map(shown).join(" · ");
    if (value === null || value === undefined || value === "") return "–";
    if (typeof value === "boolean") return words.values[value ? "yes" : "no"];
    if (typeof value === "string" && instant.test(value)) return formatWhen(new Date(value), zone, locale);
    return wordFor(words.values, String(value));
  };
  const sections = tables.map(({ table, rows }) => {
    const columns = Object.keys(rows[0] ?? {});
    const lines = rows.map(
      (row) =>
        `<dl>${columns
          .map((key) => `<dt>${escaped(column(key))}</dt><dd>${escaped(shown(row[key]))}</dd>`)
          .join("")}</dl>`,
    );
    return `<section><h2>${escaped(wordFor(words.tables, table))} <small>${rows.length}</small></h2>${lines.join("")}</section>`;
  });
  const title = escaped(filled(words.title, { name }));
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#241f1a;background:#fbf8f3}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}small{color:#6b6259;font-weight:400}
dl{display:grid;grid-template-columns:9rem 1fr;gap:.15rem .75rem;border-top:1px solid #ddd4c8;padding:.6rem 0;margin:0}
dt{color:#6b6259}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
@media(prefers-color-scheme:dark){body{color:#efe9e1;background:#1b1815}small,dt{color:#b3a99d}dl{border-color:#3a342e}}
@media print{body{background:#fff;color:#000}}
</style></head><body><h1>${title}</h1>
<p>${escaped(filled(words.made, { business, at: formatWhen(at, zone, locale) }))}</p>
<p>${escaped(words.rights)}</p>
${sections.join("\n")}
</body></html>
`;
}

/** The same for programs. */
export const disclosureJson = ({ business, name, at, tables }: Disclosure): string =>
  JSON.stringify(
    {
      business,
      name,
      madeAt: at.toISOString(),
      data: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
    },
    null,
    2,
  );
