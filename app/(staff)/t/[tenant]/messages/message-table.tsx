import { getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { explain } from "@/lib/messages/explain";
import type { MessageLine } from "@/lib/messages/message-list";
import { formatShort, relativeDay } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";
import { ExpectedTag, StateTag } from "./message-tags";

/** Who gets what, when, where it stands and why. */
export async function MessageTable({
  lines,
  staff,
  now,
}: {
  lines: MessageLine[];
  staff: StaffScope;
  now: Date;
}) {
  const words = await getTranslations();
  const { slug, zone } = staff.tenant;
  const titleOf = ({ title, version }: MessageLine) =>
    title ? words("messages.list.version", { title, number: version ?? 1 }) : words("messages.list.untitled");
  const whenOf = (at: Date) => {
    const near = relativeDay(at, now, zone, staff.locale);
    return `${near ? `${near} · ` : ""}${formatShort(at, zone, staff.locale)}`;
  };
  const columns: Column<MessageLine>[] = [
    {
      key: "who",
      header: words("messages.list.who"),
      primary: true,
      cell: ({ customer }) => (
        <TextLink
          quiet
          href={`/t/${slug}/customers/${customer.id}`}
          className="inline-flex min-h-11 items-center whitespace-nowrap font-semibold"
        >
          {customer.name}
        </TextLink>
      ),
    },
    {
      key: "what",
      header: words("messages.list.what"),
      cell: (line) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink
            href={`/t/${slug}/messages/${line.id}`}
            className="-my-2.5 inline-flex min-h-11 items-center lg:my-0"
          >
            {titleOf(line)}
          </TextLink>
          {line.class === "advertising" && <Tag>{words("messages.list.advertising")}</Tag>}
          {line.channel !== "sms" && (
            <span className="text-sm text-ink-3">{words(`outbox.channels.${line.channel as "email"}`)}</span>
          )}
        </span>
      ),
    },
    {
      key: "when",
      header: words("messages.list.when"),
      cell: ({ at }) => <span className="tabular-nums">{whenOf(at)}</span>,
    },
    {
      key: "state",
      header: words("messages.list.state"),
      cell: ({ state, forecast }) =>
        forecast && state === "planned" ? (
          <ExpectedTag forecast={forecast} zone={zone} locale={staff.locale} />
        ) : (
          <StateTag state={state} />
        ),
    },
    {
      key: "reason",
      header: words("messages.list.reason"),
      cell: ({ explained }) => (
        <span className="text-sm text-ink-2">
          {explain(explained, { words, zone, locale: staff.locale, now })}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("messages.list.caption")}
      columns={columns}
      rows={lines}
      keyOf={({ id }) => id}
    />
  );
}
