import { formatTime } from "@/lib/platform/formats/korean-time";

/** "오전 10시" for "10:00": a time of day without a day. */
export const clockWords = (time: string, locale: "ko" | "en"): string =>
  formatTime(new Date(`2026-01-01T${time}:00Z`), "UTC", locale);
