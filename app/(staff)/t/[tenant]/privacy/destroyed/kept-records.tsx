import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/at-the-door/or-not-found";
import { Card, SectionHeading } from "@/components/ui/card";
import { DetailList, Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type KeptFacts, keptRecords, openKeptRecord } from "@/lib/privacy/kept-records";
import type { StaffScope } from "@/lib/web/staff";

const factNames = [
  "name",
  "numbers",
  "course",
  "run",
  "priceWon",
  "state",
  "appliedAt",
  "complaint",
] as const satisfies readonly (keyof KeptFacts)[];

/** What is kept apart, sealed; the one that was opened, in words. */
export async function KeptRecords({
  staff,
  base,
  opened,
}: {
  staff: StaffScope;
  base: string;
  opened: string | undefined;
}) {
  const words = await getTranslations("privacy.kept");
  const records = await keptRecords(staff);
  const one = opened ? await orNotFound(() => openKeptRecord(staff, opened)) : null;
  const day = (at: Date) => formatDate(at, staff.tenant.zone, staff.locale);
  return (
    <section aria-labelledby="kept" className="max-w-[44rem]">
      <SectionHeading id="kept">{words("title")}</SectionHeading>
      <p className="text-[0.9375rem] text-ink-2">{words("sub")}</p>
      {one && (
        <Card className="mt-3">
          <h3 className="mb-2 font-bold">{words("opened")}</h3>
          <DetailList
            details={factNames.flatMap((name) => {
              const fact = one.facts[name];
              return fact === undefined || fact === null
                ? []
                : [
                    {
                      name: words(`facts.${name}`),
                      value: Array.isArray(fact) ? fact.join(", ") : String(fact),
                    },
                  ];
            })}
          />
        </Card>
      )}
      {records.length === 0 ? (
        <p className="mt-2 text-[0.9375rem] text-ink-3">{words("none")}</p>
      ) : (
        <RowList>
          {records.map(({ id, kind, since, destroyOn }) => (
            <Row
              key={id}
              note={`${words("since", { when: day(since) })} · ${words("until", { when: day(destroyOn) })}`}
              end={
                <TextLink quiet href={`${base}?kept=${id}`} className="inline-flex min-h-11 items-center">
                  {words("open")}
                </TextLink>
              }
            >
              {words(`kinds.${kind}`)}
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}
