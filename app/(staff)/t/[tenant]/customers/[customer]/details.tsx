import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { fieldValueWords } from "@/lib/customers/fields/value-words";
import type { RecordPoint } from "@/lib/customers/record/known-of";
import { formatDay } from "@/lib/platform/formats/calendar-day";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  customer: CustomerPage;
}

const touch = "-my-2.5 inline-flex min-h-11 items-center";

/** How to reach a person, and what staff wrote down of them; empty lines are left out. */
export async function Details({ staff, customer }: Props) {
  const words = await getTranslations("customers.page");
  const { record } = customer;
  const { assignee } = record;
  const { slug, zone } = staff.tenant;
  const { postcode, road, detail, lot } = record.address;
  const address = [[road ?? lot, detail].filter(Boolean).join(" "), postcode && `(${postcode})`];
  const lines: { name: ReactNode; value: ReactNode }[] = [
    {
      name: words("shop"),
      value:
        record.shops.length > 0 &&
        record.shops.map(({ id, name }) => (
          <span key={id} className="block">
            <TextLink quiet href={`/t/${slug}/customers/shops/${id}`} className={touch}>
              {name}
            </TextLink>
          </span>
        )),
    },
    { name: words("trade"), value: customer.trade },
    {
      name: words("assignee"),
      value: assignee && (assignee.left ? words("assigneeLeft", { name: assignee.name }) : assignee.name),
    },
    { name: words("birthday"), value: record.birthday && formatDay(record.birthday, staff.locale) },
    { name: words("address"), value: address.filter(Boolean).join(" ") },
    ...record.fields.map(({ field, value }) => ({
      name: field.label,
      value: value !== null && (
        <span className="break-words whitespace-pre-line">{fieldValueWords(field, value, staff.locale)}</span>
      ),
    })),
    { name: words("source"), value: customer.source },
    { name: words("since"), value: formatDate(customer.createdAt, zone, staff.locale) },
  ];
  return (
    <>
      {record.points.length > 0 && (
        <section aria-labelledby="contact">
          <SectionHeading id="contact">{words("contact")}</SectionHeading>
          <ul className="grid gap-2 text-[0.9375rem]">
            {record.points.map((point) => (
              <Point key={point.id} slug={slug} point={point} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="details">
        <SectionHeading id="details">{words("details")}</SectionHeading>
        <DetailList details={lines.filter(({ value }) => value)} />
      </section>
    </>
  );
}

async function Point({ slug, point }: { slug: string; point: RecordPoint }) {
  const words = await getTranslations("customers.page");
  const phone = point.channel === "phone";
  const about = [
    point.label,
    point.primary && words("primary"),
    phone && !point.canReceiveTexts && words("noTexts"),
    point.badSince && words("badNumber"),
  ].filter(Boolean);
  return (
    <li>
      <a
        href={`${phone ? "tel" : "mailto"}:${point.address}`}
        className={`${touch} break-all tabular-nums hover:underline`}
      >
        {phone ? formatPhone(point.address) : point.address}
      </a>
      {about.length > 0 && <span className="ml-2 text-sm text-ink-3">{about.join(" · ")}</span>}
      {point.sharedWith.length > 0 && (
        <p className="text-sm text-ink-2">
          {words("sharedWith")}{" "}
          {point.sharedWith.map(({ id, name }) => (
            <TextLink key={id} href={`/t/${slug}/customers/${id}`} className={`${touch} mr-2`}>
              {name}
            </TextLink>
          ))}
        </p>
      )}
    </li>
  );
}
