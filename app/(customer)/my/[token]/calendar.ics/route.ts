import { calendarFile } from "@/lib/courses/calendar";
import { calendarEntries } from "@/lib/enrollments/own-calendar";
import { ownEnrollment } from "@/lib/enrollments/own-enrollment";
import { linkScope } from "@/lib/web/link";

/** The person's sessions for their calendar: the same entries as on the public page, so that opening it again updates. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const holder = await linkScope((await params).token, ["my"]);
  if (!holder) return new Response(null, { status: 404 });
  const own = await ownEnrollment(holder, holder.link.subjectId);
  return new Response(calendarFile(calendarEntries(own), own.now), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="course.ics"',
      "cache-control": "private, no-store",
      "referrer-policy": "same-origin",
    },
  });
}
