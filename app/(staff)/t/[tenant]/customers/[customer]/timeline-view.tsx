import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { LinkChips } from "@/components/ui/link-tabs";
import { type Timeline, type TimelineKind, timelineKinds } from "@/lib/customers/timeline";
import type { TimelineEntry } from "@/lib/customers/timeline-entries";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import type { StaffScope } from "@/lib/web/staff";
import { EntryView } from "./entry-view";

/** One order of time, the newest first, day by day; what is older has an address of its own. */
export async function TimelineView({
  staff,
  customerId,
  kind,
  timeline,
  paged,
}: {
  staff: StaffScope;
  customerId: string;
  kind: TimelineKind;
  timeline: Timeline;
  /** Whether this is not the newest page. */
  paged: boolean;
}) {
  const words = await getTranslations("customers.timeline");
  const { slug, zone } = staff.tenant;
  const address = `/t/${slug}/customers/${customerId}`;
  const days = Map.groupBy(timeline.entries, ({ at }) => localOf(at, zone).date);
  const hrefOf = (one: TimelineKind, before?: string) => {
    const query = new URLSearchParams();
    if (one !== "all") query.set("kind", one);
    if (before) query.set("before", before);
    return query.size > 0 ? `${address}?${query}#history` : `${address}#history`;
  };
  return (
    <section aria-labelledby="history" className="scroll-mt-4">
      <h2 id="history" className="mb-1 scroll-mt-4 text-sm font-semibold text-ink-3">
        {words("title")}
      </h2>
      <LinkChips
        label={words("filter")}
        tabs={timelineKinds.map((one) => ({
          href: hrefOf(one),
          label: words(`kinds.${one}`),
          current: one === kind,
        }))}
      />
      {timeline.entries.length === 0 && (
        <p className="mt-4 text-ink-2">{words(kind === "all" ? "nothing" : "nothingOfKind")}</p>
      )}
      {[...days].map(([day, entries]) => (
        <section key={day}>
          <h3 className="pt-4.5 pb-1 text-xs font-semibold text-ink-3">
            {formatDate((entries[0] as TimelineEntry).at, zone, staff.locale)}
          </h3>
          <ol className="divide-y divide-line border-t border-line">
            {entries.map((entry) => (
              <EntryView
                key={entry.id}
                staff={staff}
                entry={entry}
                customerId={customerId}
                now={timeline.now}
              />
            ))}
          </ol>
        </section>
      ))}
      <p className="mt-5 flex flex-wrap gap-2">
        {timeline.older && <LinkButton href={hrefOf(kind, timeline.older)}>{words("older")}</LinkButton>}
        {paged && (
          <LinkButton look="quiet" href={hrefOf(kind)}>
            {words("newest")}
          </LinkButton>
        )}
      </p>
    </section>
  );
}
