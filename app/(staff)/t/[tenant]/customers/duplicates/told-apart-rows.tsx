import { getTranslations } from "next-intl/server";
import { SectionHeading } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { pairsToldApart } from "@/lib/customers/duplicates/told-apart";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { PairForm } from "./pair-form";

/** Pairs that staff said are two people, of everybody or of one; each can be taken back. Nothing where there are none. */
export async function ToldApartRows({ staff, of }: { staff: StaffScope; of?: string }) {
  const words = await getTranslations("merging");
  const pairs = await pairsToldApart(staff, of);
  if (pairs.length === 0) return null;
  const { slug, zone } = staff.tenant;
  return (
    <section aria-labelledby="apart">
      <SectionHeading id="apart">{words("apart.title")}</SectionHeading>
      <RowList>
        {pairs.map(({ one, other, saidAt, by }) => {
          const names = { one: one.name, other: other.name };
          return (
            <Row
              key={`${one.id} ${other.id}`}
              note={words("apart.said", { date: formatDate(saidAt, zone, staff.locale), by: by ?? "" })}
              end={
                <PairForm
                  slug={slug}
                  oneId={one.id}
                  otherId={other.id}
                  deed="takeBack"
                  words={words("apart.takeBack")}
                  label={words("apart.takeBackOf", names)}
                />
              }
            >
              <TextLink quiet href={`/t/${slug}/customers/${one.id}`}>
                {one.name}
              </TextLink>
              {" · "}
              <TextLink quiet href={`/t/${slug}/customers/${other.id}`}>
                {other.name}
              </TextLink>
            </Row>
          );
        })}
      </RowList>
    </section>
  );
}
