import fc from "fast-check";
import { expect, test } from "vitest";
import { isLongRun } from "@/scripts/checks/long-run";
import { isMachine } from "./machines";
import { areaOf } from "./targets";

const tenant = { slug: "seongsu", linkCode: "aB3dE6" };
const token = `aB3dE6${"x".repeat(22)}`;

test.each([
  [`/my/${token}`, "my"],
  [`/survey/${token}`, "survey"],
  [`/preferences/${token}`, "preferences"],
  [`/guardian/${token}`, "guardian"],
  [`/my/${token}/calendar.ics`, "calendar"],
  ["/seongsu/marketing-1", "course"],
  ["/seongsu/marketing-1/calendar.ics", "calendar"],
])("%s is a page that a text may lead to", (path, area) => expect(areaOf(tenant, path)).toBe(area));

test.each([
  "https://evil.example/my",
  "//evil.example/seongsu",
  "/\\evil.example",
  "javascript:alert(1)",
  `/my/${token}?next=//evil.example`,
  `/my/${token}#x`,
  `/my/${"z".repeat(28)}`,
  `/door/${token}`,
  `/survey/${token}/calendar.ics`,
  "/t/seongsu/customers",
  "/other/marketing-1",
  "/seongsu/../t/seongsu",
  `/my/${token}\n`,
  "",
])("%j leads nowhere", (path) => expect(areaOf(tenant, path)).toBeNull());

/** Whatever is let through stays on our own host, whoever reads the address: a browser resolves it there. */
const staysHome = (judge: typeof areaOf, path: string) => {
  if (judge(tenant, path) === null) return true;
  const url = new URL(path, "https://ours.example");
  return url.origin === "https://ours.example" && url.pathname === path;
};
const pieces = fc.constantFrom(
  "/",
  "//",
  "\\",
  "my",
  "seongsu",
  token,
  "..",
  "%2f",
  "@evil.example",
  "evil.example",
  ":",
  "https:",
  "?",
  "#",
  "\t",
  "calendar.ics",
  "a",
);
const paths = fc.oneof(
  fc.array(pieces, { maxLength: 8 }).map((some) => some.join("")),
  fc.webUrl(),
  fc.string(),
);
const numRuns = isLongRun ? 100_000 : 3_000;

test("no path that a link may lead to leaves the host", () => {
  fc.assert(
    fc.property(paths, (path) => staysHome(areaOf, path)),
    { numRuns },
  );
});

test("control: a rule that only looks at the first letter lets one out", () => {
  const careless: typeof areaOf = (_tenant, path) => (path.startsWith("/") ? "my" : null);
  expect(
    fc.check(
      fc.property(paths, (path) => staysHome(careless, path)),
      { numRuns: 3_000 },
    ).failed,
  ).toBe(true);
});

const phone =
  "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36";

test.each([
  ["a phone", { userAgent: phone }, false],
  ["KakaoTalk's own browser", { userAgent: `${phone} KAKAOTALK/10.9.5 (INAPP)` }, false],
  ["Naver's own browser", { userAgent: `${phone} NAVER(inapp; search; 1000; 12.7.3)` }, false],
  ["a phone called Cubot", { userAgent: phone.replace("SM-S921N", "CUBOT NOTE 20") }, false],
  ["the head alone", { userAgent: phone, method: "HEAD" }, true],
  ["a page fetched ahead", { userAgent: phone, purpose: "prefetch" }, true],
  [
    "KakaoTalk's preview",
    { userAgent: "facebookexternalhit/1.1; kakaotalk-scrape/1.0; +https://devtalk.kakao.com/" },
    true,
  ],
  [
    "iMessage's preview",
    { userAgent: "Mozilla/5.0 (Macintosh) facebookexternalhit/1.1 Facebot Twitterbot/1.0" },
    true,
  ],
  ["a search engine", { userAgent: "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)" }, true],
  ["a program", { userAgent: "curl/8.5.0" }, true],
  ["nothing", { userAgent: "" }, true],
])("opened by %s: a machine? %j", (_who, asking, expected) =>
  expect(isMachine({ method: "GET", purpose: "", ...asking })).toBe(expected),
);
