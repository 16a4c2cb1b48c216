import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { formatDay } from "@/lib/platform/formats/calendar-day";
import { formatShort, relativeDay } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  customer: CustomerPage;
}

/** What a customer's history comes to, and what is next. */
export async function AtAGlance({ staff, customer }: Props) {
  const words = await getTranslations("customers.insight");
  const { insight, now } = customer;
  const { zone } = staff.tenant;
  const at = (instant: Date) =>
    `${relativeDay(instant, now, zone, staff.locale) ?? ""} ${formatShort(instant, zone, staff.locale)}`.trim();
  const { lastContact, task, taken, attended, marked, cameTo } = insight;
  return (
    <section aria-labelledby="glance">
      <SectionHeading id="glance">{words("title")}</SectionHeading>
      <DetailList
        details={[
          { name: words("next"), value: <Next staff={staff} customer={customer} at={at} /> },
          ...(task
            ? [
                {
                  name: words("task"),
                  value: (
                    <Two first={task.title} second={task.dueOn && formatDay(task.dueOn, staff.locale)} />
                  ),
                },
              ]
            : []),
          {
            name: words("last"),
            value: lastContact ? (
              <Two first={words(lastContact.kind)} second={at(lastContact.at)} />
            ) : (
              words("never")
            ),
          },
          { name: words("courses"), value: words("coursesValue", { taken, attended }) },
          ...(marked > 0
            ? [
                {
                  name: words("showUp"),
                  value: words("showUpValue", {
                    percent: Math.round((100 * cameTo) / marked),
                    marked,
                    came: cameTo,
                  }),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

async function Next({ staff, customer, at }: Props & { at: (instant: Date) => string }) {
  const words = await getTranslations("customers.insight");
  const { next } = customer.insight;
  if (!next) return words("nothing");
  const base = `/t/${staff.tenant.slug}`;
  const link =
    next.kind === "session"
      ? {
          href: `${base}/courses/${next.courseId}/runs/${next.runId}/roster`,
          label: words("nextSession", { course: next.title }),
        }
      : {
          href: `${base}/messages/${next.id}`,
          label: words("nextMessage", { title: next.title ?? words("untitled") }),
        };
  return (
    <Two
      first={
        <TextLink quiet href={link.href} className="-my-2.5 inline-flex min-h-11 items-center">
          {link.label}
        </TextLink>
      }
      second={at(next.at)}
    />
  );
}

const Two = ({ first, second }: { first: ReactNode; second: string | null }) => (
  <>
    <span className="block break-words">{first}</span>
    {second && <span className="block text-sm text-ink-3">{second}</span>}
  </>
);
