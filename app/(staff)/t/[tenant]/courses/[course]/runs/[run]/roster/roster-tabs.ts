import type { RosterPerson } from "@/lib/enrollments/schema";
import { came } from "@/lib/enrollments/states";

export const rosterTabs = ["coming", "came", "waiting", "cancelled"] as const;
export type RosterTab = (typeof rosterTabs)[number];

export const isRosterTab = (value: unknown): value is RosterTab => rosterTabs.some((tab) => tab === value);

/** Where a person stands: requests come first of those to come; who stayed away is no longer expected. */
export function tabOf({ state, attendance }: RosterPerson): RosterTab {
  if (state === "waitlisted" || state === "offered") return "waiting";
  if (state === "cancelled" || state === "declined" || state === "expired") return "cancelled";
  return came(attendance.state) ? "came" : "coming";
}

/** Requests on top, the absent at the bottom, the waiting in their order, all others by name. */
export function inOrder(people: RosterPerson[], tab: RosterTab): RosterPerson[] {
  const rank = (person: RosterPerson) => {
    if (tab === "waiting") return person.waitlistedAt?.getTime() ?? 0;
    if (person.state === "awaiting_approval" || person.state === "applied") return 0;
    return person.attendance.state === "absent" ? 2 : 1;
  };
  return people.filter((person) => tabOf(person) === tab).sort((a, b) => rank(a) - rank(b));
}
