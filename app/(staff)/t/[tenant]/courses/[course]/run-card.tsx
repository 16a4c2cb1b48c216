import { getTranslations } from "next-intl/server";
import { AvailabilityTag } from "@/components/course/course-tags";
import { PlacesBar } from "@/components/course/places-bar";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { runLine } from "@/lib/courses/course-list";
import type { JudgedRun } from "@/lib/courses/public-runs";
import { formatRange, relativeDay } from "@/lib/platform/formats/korean-time";
import { formatPrice } from "@/lib/platform/formats/money";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";

/** One date or 기수: when, where, how full, and the ways to its roster and its settings. */
export async function RunCard({ run: judged, staff, now }: { run: JudgedRun; staff: StaffScope; now: Date }) {
  const words = await getTranslations("courses");
  const { zone, slug } = staff.tenant;
  const line = runLine(judged, now);
  const { run } = judged;
  const own = `/t/${slug}/courses/${run.courseId}/runs/${run.id}`;
  const when =
    line.startsAt && line.endsAt
      ? formatRange(line.startsAt, line.endsAt, zone, staff.locale)
      : words("noDates");
  const held = judged.sessions.filter(({ cancelledAt }) => cancelledAt === null).length;
  const about = [
    line.startsAt && relativeDay(line.startsAt, now, zone, staff.locale),
    held > 1 && words("run.sessionCount", { count: held }),
    run.onlineUrl ? words("run.online") : run.placeName,
    formatPrice(run.priceWon, staff.locale),
  ];
  return (
    <Card as="li">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-bold">{[run.label, when].filter(Boolean).join(" · ")}</h3>
          <p className="text-[0.9375rem] text-ink-2">{about.filter(Boolean).join(" · ")}</p>
        </div>
        {judged.judged.visibility !== "draft" && <AvailabilityTag availability={line.availability} />}
      </div>
      <div className="mt-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div className="min-w-44">
          <PlacesBar taken={line.taken} capacity={line.capacity} />
        </div>
        <p className="flex flex-wrap gap-x-5">
          <TextLink href={`${own}/roster`} className="inline-flex min-h-11 items-center">
            {words("run.roster")}
          </TextLink>
          {may(staff.role, "courses.write") && (
            <TextLink quiet href={own} className="inline-flex min-h-11 items-center">
              {words("run.edit")}
            </TextLink>
          )}
        </p>
      </div>
    </Card>
  );
}
