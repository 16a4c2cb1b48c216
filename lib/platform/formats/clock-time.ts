import { localParts } from "./local-parts";

/** "13:52": for marks in lists, where the day goes without saying. */
export function formatClock(instant: Date, zone: string): string {
  const { hour, minute } = localParts(instant, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
