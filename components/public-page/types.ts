import type { Locale } from "@/lib/platform/tenancy";

/** What anybody on the internet may know of a tenant. */
export interface PublicTenant {
  slug: string;
  name: string;
  locale: Locale;
  zone: string;
  brandColor: string | null;
  introduction: string | null;
  /** An https address, or the text itself, which is then shown at `/<tenant>/privacy`. */
  privacyPolicy: string | null;
  business: {
    name: string | null;
    representative: string | null;
    number: string | null;
    address: string | null;
    phone: string | null;
    email: string | null;
  };
}

export interface PublicCourse {
  slug: string;
  kind: "lecture" | "practice" | "coaching" | "study" | "video";
  title: string;
  subtitle: string | null;
  /** Plain text; a blank line begins a paragraph. */
  description: string | null;
  locale: Locale;
  visibility: "draft" | "listed" | "link_only" | "paused" | "closed";
  takeAways: string[];
  teacher: { name: string; words: string | null } | null;
  faq: { question: string; answer: string }[];
  /** Width and height of the stored picture; its bytes are fetched by the picture routes alone. */
  cover: { sha256: string; width: number; height: number } | null;
}

/**
 * Whether a person may apply now, decided by the course's own rule so that page and application cannot disagree.
 * `full` still takes people for the waitlist.
 */
export type Availability = "open" | "full" | "not_yet" | "paused" | "closed" | "cancelled" | "over";

export interface PublicSession {
  id: string;
  startsAt: Date;
  endsAt: Date;
  /** Rises each time the session moves: the calendar file's SEQUENCE. */
  scheduleVersion: number;
}

export interface PublicRun {
  id: string;
  label: string | null;
  availability: Availability;
  opensAt: Date | null;
  closesAt: Date | null;
  priceWon: number;
  place: {
    name: string;
    address: string | null;
    latitude: number | null;
    longitude: number | null;
    /** Parking, entrance, what to look for. */
    note: string | null;
  } | null;
  online: boolean;
  capacity: number | null;
  left: number | null;
  /** In order of time, without the cancelled ones. */
  sessions: PublicSession[];
}

/** Dates and availability are true from `now` until `freshUntil` (the next opening, closing, start or end). */
interface Fresh {
  now: Date;
  freshUntil: Date | null;
}

export interface CoursePage extends Fresh {
  tenant: PublicTenant;
  course: PublicCourse;
  /** Runs that are not over, the soonest first. */
  runs: PublicRun[];
}

export interface TenantHome extends Fresh {
  tenant: PublicTenant;
  /** Listed and paused courses. */
  courses: { course: PublicCourse; next: PublicRun | null }[];
}
