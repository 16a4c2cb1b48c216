import { describe, expect, it } from "vitest";

import { readFormExport, readStamp, UnreadableExport } from "./form-export";

const zone = "Asia/Seoul";
const header =
  "타임스탬프,성함,연락처,상호명,업종,어떻게 알게 되셨나요?,개인정보 수집·이용에 동의하십니까?,강의 소식을 문자로 받으시겠습니까?";

describe("a form's export", () => {
  it("finds the columns by the words of their questions and records exactly what was ticked", () => {
    const rows = readFormExport(
      Buffer.from(
        `${header}\n2026. 11. 23. 오후 2:05:11,김영희,010-1234-5678,봉평메밀,음식점,전단지,동의합니다,동의하지 않습니다\n`,
      ),
      zone,
    );
    expect(rows).toEqual([
      {
        line: 2,
        at: new Date("2026-11-23T05:05:11Z"),
        name: "김영희",
        phone: "010-1234-5678",
        shop: "봉평메밀",
        trade: "음식점",
        heardFrom: "전단지",
        consents: ["collection"],
        advertisingQuestion: "강의 소식을 문자로 받으시겠습니까?",
      },
    ]);
  });
  it("takes nothing for a yes that is not one", () => {
    const consentsOf = (collection: string, texts: string) =>
      readFormExport(Buffer.from(`${header}\n,김,010,,,,${collection},${texts}`), zone)[0]?.consents;
    expect(consentsOf("동의합니다", "네")).toEqual(["collection", "advertising"]);
    expect(consentsOf("", "동의 안 함")).toEqual([]);
  });
  it("refuses a file without a name and a phone number", () => {
    expect(() => readFormExport(Buffer.from("거래일시,입금액\n1,2"), zone)).toThrow(UnreadableExport);
  });
});

describe("a sheet's time stamp", () => {
  it("is read in the sheet's zone (row 117)", () => {
    expect(readStamp("2026. 11. 23. 오후 2:05:11", zone)).toEqual(new Date("2026-11-23T05:05:11Z"));
    expect(readStamp("2026. 11. 23. 오전 12:00:00", zone)).toEqual(new Date("2026-11-22T15:00:00Z"));
    expect(readStamp("2026-11-23 14:05", zone)).toEqual(new Date("2026-11-23T05:05:00Z"));
  });
  it("is not guessed", () => {
    expect(readStamp("2026. 13. 45. 오후 2:05", zone)).toBeNull();
    expect(readStamp("어제", zone)).toBeNull();
  });
});
