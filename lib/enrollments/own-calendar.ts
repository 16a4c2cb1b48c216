import type { CalendarEntry } from "@/lib/courses/calendar";

import type { OwnEnrollment } from "./own-enrollment";
import { isOpen } from "./states";

/** The sessions as they stand in the person's calendar; cancelled ones too, so that a newer file takes them out. */
export function calendarEntries(own: OwnEnrollment): CalendarEntry[] {
  const { run, business, course } = own;
  const over = run.cancelled || !(isOpen(own.state) || own.state === "completed");
  return own.sessions.map((session) => ({
    sessionId: session.id,
    scheduleVersion: session.scheduleVersion,
    cancelled: over || session.cancelled,
    title: own.sessions.length > 1 ? `${course.title} (${session.position})` : course.title,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    place: [run.placeName, run.placeAddress].filter(Boolean).join(", ") || (run.onlineUrl ?? undefined),
    description: run.placeNote ?? undefined,
    organiserName: business.name,
  }));
}
