import { calendarFile } from "@/lib/courses/calendar";
import { standingOf } from "./standing";
import type { CoursePage } from "./types";

/** The sessions of the run that the page speaks about, as a file for calendars; null when there is no date to keep. */
export function calendarFileOf(page: CoursePage, baseUrl: string): string | null {
  const { tenant, course, now } = page;
  const { run } = standingOf(page);
  if (!run || run.availability === "cancelled" || run.sessions.length === 0) return null;
  const entries = run.sessions.map((session, index) => ({
    sessionId: session.id,
    scheduleVersion: session.scheduleVersion,
    cancelled: false,
    title: run.sessions.length > 1 ? `${course.title} (${index + 1}/${run.sessions.length})` : course.title,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    place: run.place ? [run.place.name, run.place.address].filter(Boolean).join(", ") : undefined,
    description: [course.subtitle, run.place?.note].filter(Boolean).join("\n"),
    url: `${baseUrl}/${tenant.slug}/${course.slug}`,
    organiserName: tenant.name,
  }));
  return calendarFile(entries, now);
}
