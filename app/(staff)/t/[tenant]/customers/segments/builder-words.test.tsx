import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type FactInfo, staticFacts } from "@/lib/customers/segments/catalogue";
import { comparisonsFor } from "@/lib/customers/segments/comparisons";
import en from "@/lib/platform/i18n/messages/en/segments.json";
import ko from "@/lib/platform/i18n/messages/ko/segments.json";
import { keyed } from "./builder-state";
import { type Editing, GroupEditor } from "./group-editor";

const own: FactInfo[] = [
  { fact: "field.day", kind: "day", group: "own", label: "개업일" },
  { fact: "field.again", kind: "flag", group: "own", label: "재방문" },
  { fact: "field.old", kind: "text", group: "own", label: "예전 항목", retired: true },
];
const facts: FactInfo[] = [
  ...staticFacts.map(({ label, options, ...fact }) => ({
    ...fact,
    label: label.ko,
    ...(options ? { options: [{ value: "a", label: "가" }] } : {}),
  })),
  ...own,
];
const nothing = () => {};
const editing: Editing = { facts, strict: true, change: nothing, add: nothing, remove: nothing };

const shown = (locale: "ko" | "en", parts: Parameters<typeof keyed>[0]["parts"]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="Asia/Seoul"
      messages={{ segments: locale === "ko" ? ko : en }}
      onError={(error) => {
        throw error;
      }}
    >
      <GroupEditor
        group={keyed({ kind: "group", mode: "all", parts })}
        path=""
        depth={0}
        parent={null}
        editing={editing}
      />
    </NextIntlClientProvider>,
  );

describe.each(["ko", "en"] as const)("the builder in %s", (locale) => {
  test.each(facts)("has words for every comparison of $fact", (info) => {
    for (const compare of comparisonsFor(info)) {
      const html = shown(locale, [{ kind: "row", fact: info.fact, compare, value: "a", values: ["a"] }]);
      expect(html).toContain(info.label);
      expect(html).not.toContain("segments.");
    }
  });

  test("shows a retired field only where it is used, and a value that is gone", () => {
    const row = { kind: "row" as const, compare: "contains" as const, value: "x", values: [] as string[] };
    expect(shown(locale, [{ ...row, fact: "customer.name" }])).not.toContain("예전 항목");
    expect(shown(locale, [{ ...row, fact: "field.old" }])).toContain("예전 항목");
    const gone = shown(locale, [{ ...row, fact: "customer.tags", compare: "has" }]);
    expect(gone).toContain((locale === "ko" ? ko : en).row.deleted);
  });

  test("names every control, and says which line is unfinished", () => {
    const html = shown(locale, [{ kind: "row", fact: "", compare: "contains", value: "", values: [] }]);
    expect(html).toContain((locale === "ko" ? ko : en).form.unfinished);
    const controls = [...html.matchAll(/<(?:select|input)[^>]*\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(controls.length).toBeGreaterThan(0);
    for (const id of controls) expect(html).toContain(`for="${id}"`);
    expect(html.match(/<button(?![^>]*aria-label)[^>]*>\s*<svg[^>]*>.*?<\/svg>\s*<\/button>/)).toBeNull();
  });
});
