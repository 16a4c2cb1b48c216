import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { courseDocument } from "@/components/public-page/course-document";
import { coursePage } from "@/components/public-page/testing/course-page";
import { publicPageResponse } from "./public-page-response";

test.each([null, "#1f5f8b"])(
  "with the brand colour %s the policy allows exactly the page's own style, and no script",
  async (brandColor) => {
    const response = await publicPageResponse(
      courseDocument(coursePage({ tenant: { brandColor } }), "https://d.example"),
    );
    const html = await response.text();
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? expect.fail();
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    expect(policy).toContain("script-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html.startsWith("<!doctype html><html")).toBe(true);
  },
);

test("a page that changes by itself says after how many seconds", async () => {
  const page = coursePage();
  const response = await publicPageResponse(courseDocument(page, "https://d.example"), {
    fresh: { now: page.now, freshUntil: new Date(page.now.getTime() + 90_000) },
  });
  expect(response.headers.get("x-dangol-fresh-for")).toBe("90");
});
