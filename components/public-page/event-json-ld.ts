import { mapLinks } from "@/lib/courses/calendar";
import type { CoursePage, PublicRun } from "./types";

/**
 * schema.org Events, one a run, for search engines. Text for a script element: `<` is written as an escape, so that no
 * title can end the element.
 */
export function eventJsonLd(page: CoursePage, baseUrl: string): string {
  const events = page.runs.filter((run) => run.sessions.length > 0).map((run) => eventOf(page, run, baseUrl));
  return JSON.stringify(events.length === 1 ? events[0] : events).replaceAll("<", "\\u003c");
}

function eventOf(page: CoursePage, run: PublicRun, baseUrl: string) {
  const { tenant, course } = page;
  const address = `${baseUrl}/${tenant.slug}/${course.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": `${address}#${run.id}`,
    name: run.label ? `${course.title} ${run.label}` : course.title,
    description: course.subtitle ?? course.description ?? course.title,
    startDate: run.sessions[0]?.startsAt.toISOString(),
    endDate: run.sessions.at(-1)?.endsAt.toISOString(),
    eventStatus: `https://schema.org/Event${run.availability === "cancelled" ? "Cancelled" : "Scheduled"}`,
    eventAttendanceMode: `https://schema.org/${attendanceMode(run)}EventAttendanceMode`,
    location: locationOf(run, address),
    image: [`${address}/share.png`],
    url: address,
    inLanguage: course.locale,
    organizer: { "@type": "Organization", name: tenant.name, url: `${baseUrl}/${tenant.slug}` },
    ...(course.teacher && { performer: { "@type": "Person", name: course.teacher.name } }),
    offers: {
      "@type": "Offer",
      price: run.priceWon,
      priceCurrency: "KRW",
      url: address,
      availability: `https://schema.org/${run.availability === "open" ? "InStock" : "SoldOut"}`,
      ...(run.opensAt && { validFrom: run.opensAt.toISOString() }),
      ...(run.closesAt && { availabilityEnds: run.closesAt.toISOString() }),
    },
  };
}

const attendanceMode = ({ online, place }: PublicRun) => (!online ? "Offline" : place ? "Mixed" : "Online");

function locationOf(run: PublicRun, address: string) {
  if (!run.place) return { "@type": "VirtualLocation", url: address };
  const { name, address: street, latitude, longitude } = run.place;
  return {
    "@type": "Place",
    name,
    address: street ?? name,
    hasMap: mapLinks(run.place)?.kakao,
    ...(latitude !== null &&
      longitude !== null && { geo: { "@type": "GeoCoordinates", latitude, longitude } }),
  };
}
