import { getTranslations } from "next-intl/server";
import { SectionHeading } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { type Forecast, forecasts } from "@/lib/messages/forecast";
import type { MessageState } from "@/lib/messages/schema";
import { formatShort, relativeDay } from "@/lib/platform/formats/korean-time";
import { inTransaction } from "@/lib/platform/tenancy";
import type { StaffScope } from "@/lib/web/staff";
import { explanation } from "../../messages/explanation";
import { ExpectedTag } from "../../messages/message-tags";

/** What this person will get next, when, why, and what the gate would say. */
export async function PlannedMessages({ staff, customer }: { staff: StaffScope; customer: CustomerPage }) {
  const words = await getTranslations("customers.page");
  const ids = customer.plannedMessages.map(({ id }) => id);
  if (ids.length === 0) return null;
  const expected = await inTransaction(staff, (tx) => forecasts(tx, ids));
  return (
    <section
      aria-labelledby="planned"
      className="mb-7 rounded-lg border border-line bg-surface px-4.5 pt-3.5 pb-1.5"
    >
      <SectionHeading id="planned" className="mb-1!">
        {words("planned")}
      </SectionHeading>
      <ul className="divide-y divide-line">
        {customer.plannedMessages.map((message) => (
          <Planned
            key={message.id}
            staff={staff}
            now={customer.now}
            message={message}
            forecast={expected.get(message.id)}
          />
        ))}
      </ul>
    </section>
  );
}

async function Planned({
  staff,
  now,
  message,
  forecast,
}: {
  staff: StaffScope;
  now: Date;
  message: CustomerPage["plannedMessages"][number];
  forecast: Forecast | undefined;
}) {
  const words = await getTranslations();
  const { zone } = staff.tenant;
  const near = relativeDay(message.dueAt, now, zone, staff.locale);
  const when = `${near ? `${near} · ` : ""}${formatShort(message.dueAt, zone, staff.locale)}`;
  const because = message.followUp && words("customers.timeline.followUp", message.followUp);
  const why = await explanation(
    {
      ...message,
      state: message.state as MessageState,
      submittedAt: null,
      deliveredAt: null,
      deliveredAs: null,
      forecast: forecast ?? null,
      rule: message.followUp?.title ?? null,
      failed: forecast?.failed ?? [],
    },
    staff,
    now,
  );
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <TextLink
          quiet
          href={`/t/${staff.tenant.slug}/messages/${message.id}`}
          className="-my-2.5 inline-flex min-h-11 items-center font-semibold"
        >
          {message.title ?? words("customers.timeline.message.untitled")}
        </TextLink>
        {message.class === "advertising" && <Tag>{words("customers.timeline.message.advertising")}</Tag>}
        {forecast && <ExpectedTag forecast={forecast} zone={zone} locale={staff.locale} />}
      </p>
      <p className="text-[0.9375rem] text-ink-2">
        {when}
        {because && ` · ${because}`}
      </p>
      <p className="text-[0.9375rem] text-ink-2">{why}</p>
      {forecast && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
            {words("customers.page.textOf")}
          </summary>
          <p className="mb-2 max-w-[46ch] rounded-lg bg-surface px-3.5 py-2.5 text-[0.9375rem] break-words whitespace-pre-line">
            {forecast.text}
          </p>
        </details>
      )}
    </li>
  );
}
