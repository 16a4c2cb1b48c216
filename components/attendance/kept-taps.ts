import type { AttendanceState } from "@/lib/enrollments/states";

/** Somebody at the door said how it stands with a person. Only ids: nothing here tells who it is. */
export interface Tap {
  enrollmentId: string;
  state: AttendanceState;
}

/** What of the browser's storage is needed; it may refuse (private mode, full), then taps live as long as the page. */
export type TapStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Adds a tap; of two for one person the later one counts. */
export const withTap = (taps: readonly Tap[], tap: Tap): Tap[] => [
  ...withoutPerson(taps, tap.enrollmentId),
  tap,
];

export const withoutPerson = (taps: readonly Tap[], enrollmentId: string): Tap[] =>
  taps.filter((tap) => tap.enrollmentId !== enrollmentId);

/** Takes a tap out that has arrived, unless the person was tapped again meanwhile. */
export const withoutTap = (taps: readonly Tap[], done: Tap): Tap[] =>
  taps.filter((tap) => tap.enrollmentId !== done.enrollmentId || tap.state !== done.state);

const states: readonly string[] = ["unmarked", "attended", "late", "left_early", "absent"];

/** What was kept before a reload; anything that is not ours counts as nothing. */
export function readTaps(store: TapStore, key: string): Tap[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isTap) : [];
  } catch {
    return [];
  }
}

export function writeTaps(store: TapStore, key: string, taps: readonly Tap[]): void {
  try {
    if (taps.length === 0) store.removeItem(key);
    else store.setItem(key, JSON.stringify(taps));
  } catch {
    // The page still has them.
  }
}

/** The roster as it will be once the taps have arrived. */
export function withTaps<Person extends { enrollmentId: string; attendance: { state: AttendanceState } }>(
  people: readonly Person[],
  taps: readonly Tap[],
): Person[] {
  const wanted = new Map(taps.map(({ enrollmentId, state }) => [enrollmentId, state]));
  return people.map((person) => {
    const state = wanted.get(person.enrollmentId);
    if (state === undefined || state === person.attendance.state) return person;
    return { ...person, attendance: { state, markedAt: null, markedBy: null } };
  });
}

const isTap = (value: unknown): value is Tap => {
  const { enrollmentId, state } = (value ?? {}) as Partial<Tap>;
  return typeof enrollmentId === "string" && typeof state === "string" && states.includes(state);
};
