import iconv from "iconv-lite";

export interface DecodedText {
  text: string;
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "cp949";
}

/**
 * Text of a file as Korean offices make it: a byte order mark decides; else strict UTF-8; else CP949, which is what Excel's
 * "CSV (쉼표로 분리)" writes. Node's own "euc-kr" decoder loses the syllables CP949 adds (domain.md, finding 8).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: iconv.decode(Buffer.from(bytes), "utf-16le"), encoding: "utf-16le" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: iconv.decode(Buffer.from(bytes), "utf-16be"), encoding: "utf-16be" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: iconv.decode(Buffer.from(bytes), "cp949"), encoding: "cp949" };
  }
}
