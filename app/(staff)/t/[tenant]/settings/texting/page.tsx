import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { ownAddress, ownPhone } from "@/lib/messages/own-address";
import type { CheckItem } from "@/lib/messages/readiness/checklist";
import { readiness } from "@/lib/messages/readiness/readiness";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { TestCard } from "./test-card";
import { TextingPage } from "./texting-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting"))("title") };
}

/** Whether everything is there that sending needs, and a test to oneself. */
export default async function TextingSettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const [items, phone, mail] = await Promise.all([
    readiness(staff),
    ownPhone(staff),
    ownAddress(staff, "email"),
  ]);
  return (
    <TextingPage staff={staff} place="overview">
      <Checklist staff={staff} items={items} />
      {may(staff.role, "keys.write") && (
        <TestCard slug={staff.tenant.slug} phone={phone} mail={mail?.address ?? null} />
      )}
    </TextingPage>
  );
}

async function Checklist({ staff, items }: { staff: StaffScope; items: CheckItem[] }) {
  const words = await getTranslations("texting.checklist");
  const left = items.filter(({ done, optional }) => !done && !optional).length;
  const sorted = items.toSorted((a, b) => Number(a.done) - Number(b.done));
  return (
    <Card as="section" aria-labelledby="checklist">
      <h2 id="checklist" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">
        {left === 0 ? words("allDone") : words("left", { count: left })}
      </p>
      <RowList className="mt-3">
        {sorted.map((item) => (
          <CheckRow key={item.check} staff={staff} item={item} />
        ))}
      </RowList>
    </Card>
  );
}

async function CheckRow({ staff, item }: { staff: StaffScope; item: CheckItem }) {
  const words = await getTranslations("texting.checklist");
  if (item.done)
    return <Row end={<Tag tone="good">{words("doneTag")}</Tag>}>{words(`done.${item.check}`)}</Row>;
  const what = words(`missing.${item.check}`);
  const href = `/t/${staff.tenant.slug}/settings${item.place ? `/${item.place}` : ""}`;
  return (
    <Row
      note={words(`without.${item.check}`)}
      end={
        <span className="flex items-center gap-3">
          <Tag tone={item.optional ? "plain" : "warn"}>
            {words(item.optional ? "optionalTag" : "missingTag")}
          </Tag>
          {item.check !== "tested" && (
            <TextLink href={href} aria-label={words("fixNamed", { what })}>
              {words("fix")}
            </TextLink>
          )}
        </span>
      }
    >
      <b className="font-semibold">{what}</b>
    </Row>
  );
}
