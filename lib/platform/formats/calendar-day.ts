const SEPARATED = /^([0-9]{4})\s?[-./년]\s?([0-9]{1,2})\s?[-./월]\s?([0-9]{1,2})\s?[.일]?$/;
const TOGETHER = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;

/**
 * A day as people type it ("1985-03-02", "1985. 3. 2.", "1985년 3월 2일", "19850302") as "1985-03-02". Null for anything
 * else and for days that do not exist; years before 1900 or after 2199 are mistakes.
 */
export function readDay(text: string): string | null {
  const plain = text.slice(0, 40).normalize("NFKC").trim();
  const parts = SEPARATED.exec(plain) ?? TOGETHER.exec(plain);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? dayOf(date) : null;
}

/** A day of the database (midnight UTC) as "1985-03-02". */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The same the other way, for the database. */
export const dateOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** "1985년 3월 2일" · "Mar 2, 1985": a day has no zone. */
export function formatDay(day: string, language: "ko" | "en"): string {
  return new Intl.DateTimeFormat(language === "ko" ? "ko-KR" : "en-US", {
    dateStyle: language === "ko" ? "long" : "medium",
    timeZone: "UTC",
  }).format(dateOfDay(day));
}
