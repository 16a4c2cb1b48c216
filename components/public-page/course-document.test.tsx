import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { courseDocument } from "./course-document";
import { course, coursePage, run } from "./testing/course-page";
import type { CoursePage } from "./types";

const BASE = "https://dangol.example";
const htmlOf = (page: CoursePage) => renderToStaticMarkup(courseDocument(page, BASE));
const jsonLdOf = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "null");

describe("a course's landing page", () => {
  test("tells messengers title, description and an absolute 2:1 picture in the first HTML", () => {
    const html = htmlOf(coursePage());
    expect(html).toContain(
      '<meta property="og:title" content="혼자서도 되는 동네 마케팅 · 작은가게 마케팅"/>',
    );
    expect(html).toContain(
      '<meta name="description" content="12월 5일 (토) · 토즈 강남 3층 · 광고비를 쓰기 전에',
    );
    expect(html).toContain(`<meta property="og:image" content="${BASE}/demo/dongne-marketing/share.png"/>`);
    expect(html).toContain(`<link rel="canonical" href="${BASE}/demo/dongne-marketing"/>`);
  });

  test("has no script of its own and asks nobody else for anything", () => {
    const html = htmlOf(
      coursePage({ course: { cover: { sha256: "a".repeat(64), width: 1600, height: 900 } } }),
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/ on[a-z]+=|style="|javascript:/);
    for (const [, address] of html.matchAll(/(?:src|srcset|<link rel="stylesheet" href)="([^"]*)"/gi)) {
      expect(address).toMatch(/^\//);
    }
  });

  test("shows hostile words as words, in the page and in its JSON-LD", () => {
    const hostile = `</script><script>alert("1")</script><img src=x onerror=alert(2)>&{x}`;
    const html = htmlOf(
      coursePage({
        tenant: { name: hostile, brandColor: "red;}</style><script>alert(3)</script>" },
        course: {
          title: hostile,
          subtitle: hostile,
          description: hostile,
          takeAways: [hostile],
          faq: [{ question: hostile, answer: hostile }],
        },
        runs: [
          {
            ...run,
            label: hostile,
            place: { ...(run.place ?? expect.fail()), name: hostile, note: hostile },
          },
        ],
      }),
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain("<img");
    expect(html).not.toContain("alert(3)");
    expect(jsonLdOf(html).name).toBe(`${hostile} ${hostile}`);
  });

  test("describes the run as an Event", () => {
    expect(jsonLdOf(htmlOf(coursePage()))).toMatchObject({
      "@type": "Event",
      name: "혼자서도 되는 동네 마케팅",
      startDate: "2026-12-05T05:00:00.000Z",
      endDate: "2026-12-05T07:00:00.000Z",
      eventStatus: "https://schema.org/EventScheduled",
      location: { "@type": "Place", name: "토즈 강남 3층" },
      offers: { price: 0, priceCurrency: "KRW", availability: "https://schema.org/InStock" },
    });
  });

  test.each([
    [4, "4자리 남았어요"],
    [5, "5자리 남았어요"],
    [6, "정원 24명"],
  ])("with %i places left it says: %s", (left, words) => {
    expect(htmlOf(coursePage({ runs: [{ ...run, left }] }))).toContain(`<dd>${words}</dd>`);
  });

  test.each([
    ["closed", "신청이 마감됐어요."],
    ["paused", "지금은 신청을 잠시 쉬고 있어요."],
    ["cancelled", "이 날짜는 열지 않기로 했어요."],
    ["over", "이미 끝난 날짜예요."],
  ] as const)("a run that is %s has its reason and no button", (availability, words) => {
    const html = htmlOf(coursePage({ runs: [{ ...run, availability }] }));
    expect(html).toContain(words);
    expect(html).not.toContain("/apply");
  });

  test("says when applications open, and the next date after a closed one", () => {
    const opensAt = new Date("2026-11-25T00:00:00Z");
    expect(htmlOf(coursePage({ runs: [{ ...run, availability: "not_yet", opensAt }] }))).toContain(
      "11월 25일 (수) 오전 9시부터 신청할 수 있어요.",
    );
    const later = { ...run, id: "later", availability: "not_yet" as const, label: "2기" };
    const html = htmlOf(coursePage({ runs: [{ ...run, availability: "closed" }, later] }));
    expect(html).toContain("다음 날짜: 2기 · 12월 5일 (토) 오후 2시–4시");
  });

  test("a full run offers the waitlist, and a later open run is offered first", () => {
    const full = { ...run, availability: "full" as const, left: 0 };
    expect(htmlOf(coursePage({ runs: [full] }))).toContain(
      'href="/demo/dongne-marketing/apply">대기 신청하기',
    );
    const html = htmlOf(coursePage({ runs: [full, { ...run, id: "second" }] }));
    expect(html).toContain('<a class="btn" href="/demo/dongne-marketing/apply?run=second">신청하기');
  });

  test.each([
    ["paused", "지금은 신청을 잠시 쉬고 있어요."],
    ["closed", "이 과정은 더 이상 신청을 받지 않아요."],
    ["draft", "아직 공개하지 않은 페이지예요."],
  ] as const)("a course that is %s says so whatever its runs say", (visibility, words) => {
    const html = htmlOf(coursePage({ course: { visibility } }));
    expect(html).toContain(words);
    expect(html).not.toContain('class="go"');
  });

  test("only a page for everybody is for search engines", () => {
    const hidden = '<meta name="robots" content="noindex"/>';
    expect(htmlOf(coursePage({ course: { visibility: "link_only" } }))).toContain(hidden);
    expect(htmlOf(coursePage())).not.toContain(hidden);
  });

  test("never shows the address of an online room", () => {
    const html = htmlOf(coursePage({ runs: [{ ...run, online: true, place: null }] }));
    expect(html).toContain("접속 주소는 신청하면 문자로 알려 드려요.");
    expect(jsonLdOf(html).location).toEqual({
      "@type": "VirtualLocation",
      url: `${BASE}/demo/${course.slug}`,
    });
  });

  test("speaks the course's language", () => {
    const html = htmlOf(coursePage({ course: { locale: "en" } }));
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("2:00–4:00 PM KST");
    expect(html).toContain("4 places left");
  });
});
