import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button, LinkButton } from "@/components/ui/button";
import { SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { suggestedPairs } from "@/lib/customers/duplicates/duplicates";
import { foundCustomers } from "@/lib/customers/found-customers";
import { mergesBehind, partedMerge } from "@/lib/merging/merges";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { PairRows } from "../pair-rows";
import { ToldApartRows } from "../told-apart-rows";
import { PartForm } from "./part-form";
import { personOrElsewhere } from "./person-or-elsewhere";

interface Props {
  params: Promise<{ tenant: string; customer: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await personOrElsewhere(await params);
  return { title: (await getTranslations("merging"))("of.title", { name: customer.name }) };
}

/** Who may be the same person as this customer, somebody chosen by hand, and the merges that made them. */
export default async function DuplicatesOfPage({ params, searchParams }: Props) {
  const { staff, customer } = await personOrElsewhere(await params);
  const asked = await searchParams;
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  const { pairs } = await suggestedPairs(staff, { of: customer.id });
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[
              { href: base, words: words("customers.title") },
              { href: `${base}/${customer.id}`, words: customer.name },
            ]}
          />
        }
        title={words("merging.of.title", { name: customer.name })}
      />
      <ClientMessages namespaces={["merging"]}>
        <div className="grid max-w-3xl gap-10">
          {text("parted") && <WentWhere staff={staff} customer={customer} mergeId={text("parted")} />}
          <section aria-labelledby="pairs">
            <SectionHeading id="pairs">{words("merging.of.pairs")}</SectionHeading>
            {pairs.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("merging.of.none")}</p>}
            <PairRows staff={staff} pairs={pairs} />
          </section>
          <ByHand staff={staff} customerId={customer.id} typed={text("q")} />
          <Merges staff={staff} customerId={customer.id} />
          <ToldApartRows staff={staff} of={customer.id} />
        </div>
      </ClientMessages>
    </>
  );
}

async function WentWhere({
  staff,
  customer,
  mergeId,
}: {
  staff: StaffScope;
  customer: { id: string; name: string };
  mergeId: string;
}) {
  const words = await getTranslations("merging.parted");
  const merge = await partedMerge(staff, customer.id, mergeId);
  if (!merge) return null;
  const { parted, gone } = merge;
  const lines = [
    words("back", { name: gone.name, count: parted.back }),
    parted.applications > 0 && words("applications", { count: parted.applications }),
    parted.messages > 0 && words("messages", { count: parted.messages }),
    parted.resumed > 0 && words("resumed", { count: parted.resumed }),
    parted.places.back > 0 && words("placesBack", { count: parted.places.back }),
    parted.places.waitlisted > 0 && words("placesWaitlisted", { count: parted.places.waitlisted }),
    parted.places.ended > 0 && words("placesEnded", { count: parted.places.ended }),
    words("rest", { name: customer.name }),
  ];
  return (
    <Notice tone="good" announce title={words("title")}>
      <ul className="list-disc pl-5">
        {lines.filter(Boolean).map((line) => (
          <li key={String(line)}>{line}</li>
        ))}
      </ul>
      <p className="mt-1">
        <TextLink href={`/t/${staff.tenant.slug}/customers/${gone.id}`}>{gone.name}</TextLink>
      </p>
    </Notice>
  );
}

async function ByHand({
  staff,
  customerId,
  typed,
}: {
  staff: StaffScope;
  customerId: string;
  typed: string;
}) {
  const words = await getTranslations("merging");
  const here = `/t/${staff.tenant.slug}/customers/duplicates/${customerId}`;
  const found = typed.trim() === "" ? null : await foundCustomers(staff, typed);
  const others = (found?.customers ?? []).filter(({ id }) => id !== customerId);
  return (
    <section aria-labelledby="by-hand">
      <SectionHeading id="by-hand">{words("of.byHand")}</SectionHeading>
      <form action={here} method="get" className="flex flex-wrap items-end gap-2">
        <TextField
          name="q"
          label={words("of.search")}
          defaultValue={typed}
          className="min-w-0 flex-1 basis-56"
        />
        <Button type="submit">{words("of.find")}</Button>
      </form>
      {found && others.length === 0 && (
        <p className="mt-3 text-[0.9375rem] text-ink-2">{words("of.noHits")}</p>
      )}
      {others.length > 0 && (
        <RowList className="mt-2">
          {others.map(({ id, name, shop, lastFour }) => (
            <Row
              key={id}
              note={[shop, lastFour && `…${lastFour}`].filter(Boolean).join(" · ")}
              end={<LinkButton href={`${here}/${id}`}>{words("compare")}</LinkButton>}
            >
              {name}
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}

async function Merges({ staff, customerId }: { staff: StaffScope; customerId: string }) {
  const words = await getTranslations("merging");
  const merges = await mergesBehind(staff, customerId);
  if (merges.length === 0) return null;
  const { slug, zone } = staff.tenant;
  return (
    <section aria-labelledby="merges">
      <SectionHeading id="merges">{words("of.merges")}</SectionHeading>
      <p className="text-sm text-ink-3">{words("partHint")}</p>
      <RowList>
        {merges.map(({ id, goneName, mergedAt, by }) => (
          <Row
            key={id}
            note={words("of.merged", { date: formatDate(mergedAt, zone, staff.locale), by: by ?? "" })}
            end={
              <PartForm
                slug={slug}
                mergeId={id}
                words={words("part")}
                label={words("partOf", { name: goneName })}
              />
            }
          >
            {goneName}
          </Row>
        ))}
      </RowList>
    </section>
  );
}
