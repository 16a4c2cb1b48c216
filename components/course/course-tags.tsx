import { useTranslations } from "next-intl";
import type { Availability } from "@/lib/courses/availability";
import type { Visibility } from "@/lib/courses/schema";
import { Tag, type Tone } from "../ui/tag";

const visibilityTones: Record<Visibility, Tone> = {
  draft: "plain",
  listed: "good",
  link_only: "good",
  paused: "warn",
  closed: "plain",
};

/** Who can see a course's page. */
export function VisibilityTag({ visibility }: { visibility: Visibility }) {
  const words = useTranslations("courses.visibility");
  return <Tag tone={visibilityTones[visibility]}>{words(visibility)}</Tag>;
}

const availabilityTones: Record<Availability, Tone> = {
  open: "good",
  full: "accent",
  not_yet: "plain",
  paused: "warn",
  closed: "plain",
  cancelled: "bad",
  over: "plain",
};

/** Whether a run takes people now. */
export function AvailabilityTag({ availability }: { availability: Availability }) {
  const words = useTranslations("courses.availability");
  return <Tag tone={availabilityTones[availability]}>{words(availability)}</Tag>;
}
