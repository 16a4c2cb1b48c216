import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { messagesOf } from "@/lib/platform/i18n/messages";
import type { Refused } from "@/lib/web/answer";
import { EitherText } from "./either-text";

const conflict = (values: Refused["values"]): Refused => ({
  ok: false,
  kind: "conflict",
  reason: "customers.changedMeanwhile",
  details: {},
  fieldErrors: {},
  values,
});

const drawn = (name: string, stored: string, form: { newer: boolean; state: Refused | null }) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="ko" timeZone="Asia/Seoul" messages={messagesOf("ko")}>
      <EitherText form={form} name={name} stored={stored} show={(value) => `«${value}»`} />
    </NextIntlClientProvider>,
  );

test("both texts stand there, each with a choice that names its control", () => {
  const html = drawn("trade", "꽃집", { newer: true, state: conflict({ trade: "카페" }) });
  expect(html).toContain("«꽃집»");
  expect(html).toContain("«카페»");
  expect(html.match(/name="keep\.trade"/g)).toHaveLength(2);
  expect(html).toMatch(/value="theirs"/);
});

test("a control inside a list is named without dots, several ticks are one text", () => {
  const html = drawn("own.1-2[]", "o1", { newer: true, state: conflict({ "own.1-2[]": ["", "o1", "o2"] }) });
  expect(html).toContain("«o1,o2»");
  expect(html.match(/name="keep\.own-1-2"/g)).toHaveLength(2);
});

test.each([
  ["nothing happened", { newer: false, state: null }],
  ["another refusal", { newer: false, state: { ...conflict({ trade: "카페" }), kind: "invalid" as const } }],
  ["both wrote the same", { newer: true, state: conflict({ trade: " 꽃집\r\n" }) }],
])("nothing is asked when %s", (_, form) => expect(drawn("trade", "꽃집", form)).toBe(""));
