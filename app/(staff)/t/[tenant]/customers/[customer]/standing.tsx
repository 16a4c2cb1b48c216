import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { DetailList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerPage, TakenCourse } from "@/lib/customers/customer-page";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { GuardianNotice } from "./guardian-notice";
import { RefusalForm } from "./refusal-form";

interface Props {
  staff: StaffScope;
  customer: CustomerPage;
}

/** What stands about a person now: courses and consents. */
export async function Standing({ staff, customer }: Props) {
  const words = await getTranslations("customers.page");
  return (
    <>
      <section aria-labelledby="courses">
        <SectionHeading id="courses">{words("courses")}</SectionHeading>
        <Courses staff={staff} customer={customer} />
      </section>
      <section aria-labelledby="consents">
        <SectionHeading
          id="consents"
          aside={
            <TextLink quiet href={`/t/${staff.tenant.slug}/customers/${customer.id}/consents`}>
              {words("ledger")}
            </TextLink>
          }
        >
          {words("consents")}
        </SectionHeading>
        <Consents staff={staff} customer={customer} />
      </section>
    </>
  );
}

async function Courses({ staff, customer }: Props) {
  const words = await getTranslations("customers.page");
  if (customer.courses.length === 0)
    return <p className="text-[0.9375rem] text-ink-2">{words("noCourses")}</p>;
  return (
    <ul className="divide-y divide-line">
      {customer.courses.map((course) => (
        <li key={course.enrollmentId} className="py-2.5 text-[0.9375rem] first:pt-0">
          <TextLink
            quiet
            href={`/t/${staff.tenant.slug}/courses/${course.courseId}/runs/${course.runId}/roster`}
            className="-my-2 inline-flex min-h-11 items-center font-semibold"
          >
            {course.title}
          </TextLink>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-3">
            {course.label ??
              (course.startsAt &&
                formatDate(course.startsAt, staff.tenant.zone, staff.locale, { year: false }))}
            <CourseState course={course} />
          </p>
        </li>
      ))}
    </ul>
  );
}

async function CourseState({ course }: { course: TakenCourse }) {
  const words = await getTranslations();
  if (course.came !== null)
    return (
      <Tag tone={course.came ? "good" : "warn"}>
        {words(course.came ? "customers.page.came" : "customers.page.absent")}
      </Tag>
    );
  return <Tag>{words(`enrollments.states.${course.state}` as "enrollments.states.confirmed")}</Tag>;
}

async function Consents({ staff, customer }: Props) {
  const words = await getTranslations("customers.page");
  const date = (at: Date) => formatDate(at, staff.tenant.zone, staff.locale);
  const { reconfirmBefore, refused } = customer;
  return (
    <div className="grid gap-3">
      <GuardianNotice staff={staff} customerId={customer.id} />
      {refused !== "none" && <Notice tone="warn">{words(`refused.${refused}`)}</Notice>}
      {customer.consents.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("noConsents")}</p>}
      <DetailList
        details={[
          ...customer.consents.map(({ purpose, channel, given, basis, occurredAt }) => ({
            name: words(`purposes.${channel === "email" ? "mail" : purpose}`),
            value: `${words(given ? "given" : "withdrawn", { date: date(occurredAt) })}${basis === "claimed" ? ` ${words("claimed")}` : ""}`,
          })),
          ...(reconfirmBefore
            ? [{ name: words("reconfirm"), value: words("until", { date: date(reconfirmBefore) }) }]
            : []),
        ]}
      />
      {refused === "none" && customer.phone && may(staff.role, "customers.write") && (
        <ClientMessages namespaces={["customers"]}>
          <RefusalForm slug={staff.tenant.slug} customerId={customer.id} />
        </ClientMessages>
      )}
    </div>
  );
}
