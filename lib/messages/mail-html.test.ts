import fc from "fast-check";
import { expect, test } from "vitest";

import { mailHtml } from "./mail-html";

test("paragraphs, breaks and links; what somebody typed stays text", () => {
  const html = mailHtml("안녕하세요, <b>김&김</b>\n둘째 줄\n\n여기예요: https://a.kr/x?a=1&b=2.");
  expect(html).toContain("<p>안녕하세요, &lt;b&gt;김&amp;김&lt;/b&gt;<br>\n둘째 줄</p>");
  expect(html).toContain('<a href="https://a.kr/x?a=1&amp;b=2">https://a.kr/x?a=1&amp;b=2</a>.</p>');
});

test("no text makes a tag, an attribute or a scheme of its own", () => {
  const pieces = fc.constantFrom(...`<>"'&:/ \n`, "https://", "javascript:", "onclick=", "</p>", "x");
  const risky = fc.array(pieces).map((chosen) => chosen.join(""));
  fc.assert(
    fc.property(risky, (text) => {
      const inside = mailHtml(text).split('line-height:1.6">')[1] ?? "";
      const tags = inside.replace(/<a href="https?:\/\/[^"<>']*">|<\/a>|<\/?p>|<br>|<\/div>/g, "");
      expect(tags).not.toMatch(/[<>"']/);
    }),
    { numRuns: 500 },
  );
});
