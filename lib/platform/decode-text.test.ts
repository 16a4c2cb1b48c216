import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";

import { decodeText } from "./decode-text";

const header = "이름,전화번호\n뷁,1012345678";

describe("decoding a file's text (rows 114 and 115)", () => {
  it("reads CP949 with the syllables that EUC-KR lacks", () => {
    expect(decodeText(iconv.encode(header, "cp949"))).toEqual({ text: header, encoding: "cp949" });
  });
  it("reads UTF-8 with and without a byte order mark", () => {
    expect(decodeText(Buffer.from(header))).toEqual({ text: header, encoding: "utf-8" });
    expect(decodeText(Buffer.from(`\ufeff${header}`)).text).toBe(header);
  });
  it("reads what Excel saves as Unicode text", () => {
    expect(decodeText(iconv.encode(header, "utf-16le", { addBOM: true })).text).toBe(header);
    expect(decodeText(iconv.encode(header, "utf-16be", { addBOM: true })).text).toBe(header);
  });
});
