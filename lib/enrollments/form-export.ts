import { parse } from "csv-parse/sync";

import type { ConsentPurpose } from "@/lib/customers/schema";
import { decodeText } from "@/lib/platform/decode-text";
import { instantOf } from "@/lib/platform/zoned-time";

/** One line of a form's export, as the person answered it. */
export interface FormRow {
  /** Line of the file where the row begins; the header is line 1. */
  line: number;
  at: Date | null;
  name: string;
  phone: string;
  shop: string;
  trade: string;
  heardFrom: string;
  consents: ConsentPurpose[];
  /** The question the person answered with yes, word for word: the consent's own text. */
  advertisingQuestion: string | null;
}

type Field =
  | "at"
  | "name"
  | "phone"
  | "shop"
  | "trade"
  | "heardFrom"
  | "collection"
  | "advertising"
  | "night"
  | "marketing";

/** Headers are whole questions, so a field is recognised by a word in it. The first field that fits takes the column. */
const fieldWords: [Field, RegExp][] = [
  ["at", /타임스탬프|제출|신청\s?일|timestamp/i],
  ["night", /야간|밤\s?9시|21시|night/i],
  ["marketing", /마케팅\s?(?:목적|활용|이용)|marketing use/i],
  [
    "advertising",
    /문자로\s?받|수신\s?동의|문자\s?수신|소식.{0,20}받|광고.{0,20}(?:동의|수신|받)|newsletter|texts about/i,
  ],
  ["collection", /개인\s?정보|수집.{0,10}이용|personal data|privacy/i],
  ["phone", /연락처|휴대\s?폰|휴대\s?전화|전화|핸드폰|phone|mobile/i],
  ["shop", /상호|가게|매장|업체|shop|business name/i],
  ["trade", /업종|trade|industry/i],
  ["heardFrom", /알게|경로|어떻게|how did you/i],
  ["name", /성함|이름|성명|^name/i],
];

const yes = /^(?:동의합니다|동의함|동의해요|동의|예|네|넵|y|yes|o|true|1|agree|i agree)\.?$/i;

/** A file that is not a form's export. */
export class UnreadableExport extends Error {}

/**
 * Reads the export of a Google Form or a similar sheet (CSV in UTF-8, UTF-16 or CP949). Says nothing about whether a row
 * can be taken: the verb that applies does. Throws UnreadableExport where no column holds a name and a phone number.
 */
export function readFormExport(bytes: Uint8Array, zone: string): FormRow[] {
  const records = parse(decodeText(bytes).text, {
    bom: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [header, ...rows] = records;
  const columns = new Map<Field, number>();
  for (const [index, title] of (header?.record ?? []).entries()) {
    const field = fieldWords.find(
      ([name, words]) => !columns.has(name) && words.test(title.slice(0, 300)),
    )?.[0];
    if (field) columns.set(field, index);
  }
  if (!columns.has("name") || !columns.has("phone"))
    throw new UnreadableExport("no column with a name and a phone number");
  const advertisingColumn = columns.get("advertising");
  const question =
    advertisingColumn === undefined ? null : (header?.record[advertisingColumn]?.trim() ?? null);

  return rows
    .filter(({ record }) => record.some((cell) => cell.trim() !== ""))
    .map(({ record, info }) => {
      const cell = (field: Field) => {
        const index = columns.get(field);
        return index === undefined ? "" : (record[index] ?? "").trim();
      };
      const consents = (["collection", "marketing", "advertising", "night"] as const).filter((purpose) =>
        yes.test(cell(purpose)),
      );
      return {
        line: info.lines,
        at: readStamp(cell("at"), zone),
        name: cell("name"),
        phone: cell("phone"),
        shop: cell("shop"),
        trade: cell("trade"),
        heardFrom: cell("heardFrom"),
        consents,
        advertisingQuestion: question,
      };
    });
}

const stamps = [
  /^(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})\.?\s+(오전|오후|AM|PM)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?$/i,
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T]+(오전|오후|AM|PM)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?$/i,
];

/** "2026. 11. 23. 오후 2:05:11" in the sheet's zone (row 117); null where it is not a time. */
export function readStamp(text: string, zone: string): Date | null {
  const found = stamps.map((stamp) => stamp.exec(text.trim().slice(0, 40))).find((match) => match !== null);
  if (!found) return null;
  const [, year, month, day, half, hourText, minute, second] = found as unknown as string[];
  const afternoon = half === "오후" || half?.toUpperCase() === "PM";
  const morning = half === "오전" || half?.toUpperCase() === "AM";
  let hour = Number(hourText);
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  const two = (value: string | number | undefined) => String(value ?? 0).padStart(2, "0");
  try {
    const minuteStart = instantOf({
      date: `${year}-${two(month)}-${two(day)}`,
      time: `${two(hour)}:${two(minute)}`,
      zone,
    });
    return new Date(minuteStart.getTime() + Number(second ?? 0) * 1000);
  } catch {
    return null;
  }
}
