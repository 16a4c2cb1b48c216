import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Tag, type Tone } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { Confidence, PersonOfPair, Suggestion } from "@/lib/customers/duplicates/duplicates";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { PairForm } from "./pair-form";

const tones: Record<Confidence, Tone> = { sure: "good", likely: "accent", maybe: "warn" };

/** Pairs who may be one person, each with why, and what can be done about it. */
export async function PairRows({ staff, pairs }: { staff: StaffScope; pairs: readonly Suggestion[] }) {
  const words = await getTranslations("merging");
  const { slug } = staff.tenant;
  return (
    <ul className="grid gap-3">
      {pairs.map(({ one, other, confidence, reasons }) => {
        const names = { one: one.name, other: other.name };
        // The record that was there first stays, unless staff choose otherwise.
        const [stays, goes] = one.createdAt <= other.createdAt ? [one, other] : [other, one];
        return (
          <Card as="li" key={`${one.id} ${other.id}`}>
            <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
              <Tag tone={tones[confidence]}>{words(`confidence.${confidence}`)}</Tag>
              <span className="text-sm text-ink-2">
                {reasons.map((reason) => words(`reason.${reason}`)).join(" · ")}
              </span>
            </p>
            <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
              <Person staff={staff} person={stays} />
              <Person staff={staff} person={goes} />
            </div>
            {reasons.includes("name_other") && <p className="mt-2 text-sm text-ink-3">{words("family")}</p>}
            <div className="mt-3 flex flex-wrap items-start gap-2">
              <LinkButton
                href={`/t/${slug}/customers/duplicates/${stays.id}/${goes.id}`}
                aria-label={words("compareOf", names)}
              >
                {words("compare")}
              </LinkButton>
              <PairForm
                slug={slug}
                oneId={one.id}
                otherId={other.id}
                deed="tell"
                words={words("apart.tell")}
                label={words("apart.tellOf", names)}
              />
            </div>
          </Card>
        );
      })}
    </ul>
  );
}

export async function Person({ staff, person }: { staff: StaffScope; person: PersonOfPair }) {
  const words = await getTranslations("merging");
  const { slug, zone } = staff.tenant;
  return (
    <div className="min-w-0">
      <p>
        <TextLink quiet href={`/t/${slug}/customers/${person.id}`} className="font-semibold">
          {person.name}
        </TextLink>
        {person.shop && <span className="ml-2 text-[0.9375rem] text-ink-2">{person.shop}</span>}
      </p>
      <p className="text-sm text-ink-3 tabular-nums">
        {[
          person.phone ?? words("noPhone"),
          words("since", { date: formatDate(person.createdAt, zone, staff.locale) }),
        ].join(" · ")}
      </p>
    </div>
  );
}
