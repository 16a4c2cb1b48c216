import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import { Tag, type Tone } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { counted, type MergePreview, type SideOfMerge } from "@/lib/merging/preview";
import type { Standing } from "@/lib/merging/strictest";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";

const addressWords = ({ channel, address }: { channel: string; address: string }) =>
  channel === "phone" ? formatPhone(address) : address;

/** One of the two records, as it stands. */
export async function Side({ staff, side, title }: { staff: StaffScope; side: SideOfMerge; title: string }) {
  const words = await getTranslations("merging");
  const { slug, zone } = staff.tenant;
  return (
    <Card as="section" aria-labelledby={side.id}>
      <p className="text-xs font-semibold text-ink-3">{title}</p>
      <h2 id={side.id} className="text-lg font-bold break-words">
        {side.name}
      </h2>
      <p className="text-sm text-ink-3">
        {[side.shop, words("since", { date: formatDate(side.createdAt, zone, staff.locale) })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ul className="mt-2 text-[0.9375rem] break-all tabular-nums">
        {side.points.map((point) => (
          <li key={`${point.channel} ${point.address}`}>{addressWords(point)}</li>
        ))}
      </ul>
      <p className="mt-1 text-sm text-ink-2">
        {counted
          .filter((kind) => side.counts[kind] > 0)
          .map((kind) => words(`counts.${kind}`, { count: side.counts[kind] }))
          .join(" · ")}
      </p>
      <p className="mt-1">
        <TextLink href={`/t/${slug}/customers/${side.id}`}>{words("open")}</TextLink>
      </p>
    </Card>
  );
}

const tones: Record<Standing, Tone> = { withdrawn: "bad", given: "good", claimed: "plain", none: "plain" };

/** What merging makes of both: nothing of either is lost, and the stricter word counts. */
export async function Outcome({ preview }: { preview: MergePreview }) {
  const words = await getTranslations();
  const { ours, theirs, consents, doubles } = preview;
  const both = (of: (side: SideOfMerge) => string[]) => [...new Set([...of(ours), ...of(theirs)])];
  const joined = (of: (side: SideOfMerge) => string[], glue = " · ") => both(of).join(glue);
  const lines = [
    { name: words("merging.points"), value: joined(({ points }) => points.map(addressWords)) },
    { name: words("merging.shops"), value: joined(({ shops }) => shops) },
    { name: words("merging.tags"), value: joined(({ tags }) => tags) },
    { name: words("merging.groups"), value: joined(({ groups }) => groups) },
    {
      name: words("merging.together"),
      value: counted
        .map((kind) => ({ kind, count: ours.counts[kind] + theirs.counts[kind] }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => words(`merging.counts.${kind}`, { count }))
        .join(" · "),
    },
  ];
  return (
    <section aria-labelledby="result" className="grid gap-4">
      <SectionHeading id="result" className="mb-0">
        {words("merging.result")}
      </SectionHeading>
      <DetailList
        details={lines
          .filter(({ value }) => value !== "")
          .map(({ name, value }) => ({ name, value: <span className="break-words">{value}</span> }))}
      />
      {consents.length > 0 && (
        <div>
          <h3 className="font-semibold">{words("merging.consents")}</h3>
          <p className="text-sm text-ink-3">{words("merging.consentHint")}</p>
          <ul className="mt-1 grid gap-1 text-[0.9375rem]">
            {consents.map(({ purpose, channel, ours: mine, theirs: other, joined: result }) => (
              <li key={`${purpose} ${channel}`} className="flex flex-wrap items-center gap-x-2">
                <span>
                  {words("merging.consentLine", {
                    purpose: words(`customers.page.purposes.${purpose as "night"}`),
                    channel: words(`merging.channel.${channel as "sms"}`),
                  })}
                </span>
                <span className="text-ink-3">
                  {words(`merging.standing.${mine}`)} + {words(`merging.standing.${other}`)} →
                </span>
                <Tag tone={tones[result]}>{words(`merging.standing.${result}`)}</Tag>
              </li>
            ))}
          </ul>
        </div>
      )}
      {doubles.length > 0 && (
        <div>
          <h3 className="font-semibold">{words("merging.doubles")}</h3>
          <ul className="mt-1 grid gap-1 text-[0.9375rem]">
            {doubles.map(({ title, label, places }) => (
              <li key={`${title} ${label}`}>
                {words("merging.double", { course: [title, label].filter(Boolean).join(" "), places })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-sm text-ink-2">
        {words("merging.stoppedNote", { count: preview.stopped })} {words("merging.privacy")}
      </p>
    </section>
  );
}
