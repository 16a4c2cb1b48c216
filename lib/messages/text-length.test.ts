import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { costlyCharacters, koreanBytes, koreanLength, replaceCostly, segmentsOf } from "./text-length";

describe("Korean carriers", () => {
  test("row 52: 45 Hangul are a text, one letter more a long text", () => {
    expect(koreanLength("가".repeat(45))).toMatchObject({ bytes: 90, kind: "sms" });
    expect(koreanLength(`${"가".repeat(45)}a`)).toMatchObject({ bytes: 91, kind: "lms" });
  });
  test("row 53: 1,000 Hangul fit, one letter more does not", () => {
    expect(koreanLength("가".repeat(1000))).toMatchObject({ bytes: 2000, kind: "lms" });
    expect(koreanLength(`${"가".repeat(1000)}a`)).toMatchObject({ bytes: 2001, kind: "too_long" });
  });
  test("row 54: line ends are counted as they are sent", () => {
    expect(koreanBytes("가\r\n나")).toBe(6);
    expect(koreanBytes("가\n나")).toBe(5);
  });
  test("row 55: a whole advertisement", () => {
    const text =
      "(광고)홍길동마케팅연구소\n12/5(토) 오후2시 블로그 실습반 모집\nhttps://a.kr/x\n무료수신거부 080-123-4567";
    expect(koreanLength(text)).toMatchObject({ bytes: 101, kind: "lms" });
  });
  test("row 58: separate jamo are joined before counting", () => {
    expect(koreanBytes("한글".normalize("NFD"))).toBe(4);
  });
  test("row 59: a subject of 41 bytes is too long; any subject makes a long text", () => {
    expect(koreanLength("가", "가".repeat(20))).toMatchObject({ subjectTooLong: false, kind: "lms" });
    expect(koreanLength("가", `${"가".repeat(20)}a`)).toMatchObject({
      subjectBytes: 41,
      subjectTooLong: true,
    });
  });
  test("agrees with the real encoder on all text that it can carry", () => {
    const carried = fc.string({
      unit: fc.constantFrom(..."가뷁힣똠漢①★㈜™·…“”’€Ⅲ㎡°～♥☎→▶「」ㆍ￦aZ 09\n\r\t~"),
      maxLength: 200,
    });
    fc.assert(fc.property(carried, (text) => koreanBytes(text) === iconv.encode(text, "cp949").length));
  });
});

describe("Twilio segments", () => {
  test.each([
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
  ])("row 61: %i plain letters are %i segments", (length, segments) =>
    expect(segmentsOf("a".repeat(length))).toEqual({ encoding: "gsm7", units: length, segments }),
  );

  test.each([
    [80, 160, 1],
    [81, 162, 2],
  ])("row 62: %i euro signs", (count, units, segments) =>
    expect(segmentsOf("€".repeat(count))).toEqual({ encoding: "gsm7", units, segments }),
  );

  test.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])("row 63: %i Hangul are %i segments", (length, segments) =>
    expect(segmentsOf("가".repeat(length))).toEqual({ encoding: "ucs2", units: length, segments }),
  );

  test.each([
    [35, 1],
    [36, 2],
  ])("row 64: %i smileys are %i segments", (count, segments) =>
    expect(segmentsOf("😀".repeat(count)).segments).toBe(segments),
  );

  test("row 65: an escape pair is not split", () => {
    expect(segmentsOf(`${"a".repeat(152)}€${"a".repeat(10)}`)).toEqual({
      encoding: "gsm7",
      units: 164,
      segments: 2,
    });
    expect(segmentsOf(`${"a".repeat(152)}€${"a".repeat(152)}`).segments).toBe(3);
    expect(segmentsOf(`${"가".repeat(66)}😀${"가".repeat(66)}`).segments).toBe(3);
  });

  test("row 66: one curly quote turns all into UCS-2; the straight one is offered", () => {
    const text = `${"a".repeat(98)}’a`;
    expect(segmentsOf(text)).toEqual({ encoding: "ucs2", units: 100, segments: 2 });
    expect(costlyCharacters(text)).toEqual([{ index: 98, character: "’", replacement: "'" }]);
    expect(segmentsOf(text.replace("’", "'")).segments).toBe(1);
    expect(costlyCharacters("가’나")).toEqual([]);
    expect(replaceCostly("“Hi” #{이름}, it’s on…")).toBe('"Hi" #{이름}, it\'s on...');
    expect(replaceCostly("“안녕”")).toBe("“안녕”");
  });

  test("nothing to send is no segment; section sign inside, backtick outside GSM-7", () => {
    expect(segmentsOf("").segments).toBe(0);
    expect(segmentsOf("§").encoding).toBe("gsm7");
    expect(segmentsOf("`").encoding).toBe("ucs2");
  });

  test("any text is counted, and joining texts never costs less than its parts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const { units, segments, encoding } = segmentsOf(text);
        const most = encoding === "gsm7" ? 160 : 70;
        expect(segments * most).toBeGreaterThanOrEqual(units);
        costlyCharacters(text);
        koreanLength(text, text);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
