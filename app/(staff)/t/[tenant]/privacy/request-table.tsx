import { getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { RequestLine } from "@/lib/privacy/requests";
import type { StaffScope } from "@/lib/web/staff";

/** What people asked for, when it is due, and where it stands. */
export async function RequestTable({
  staff,
  requests,
  today,
}: {
  staff: StaffScope;
  requests: RequestLine[];
  today: string;
}) {
  const words = await getTranslations("privacy");
  const day = (date: string) => formatDate(new Date(`${date}T00:00:00Z`), "UTC", staff.locale);
  const columns: Column<RequestLine>[] = [
    {
      key: "what",
      header: words("requests.what"),
      primary: true,
      cell: ({ id, kind }) => (
        <TextLink href={`/t/${staff.tenant.slug}/privacy/requests/${id}`}>{words(`kinds.${kind}`)}</TextLink>
      ),
    },
    { key: "who", header: words("requests.who"), cell: ({ customer }) => customer.name },
    { key: "asked", header: words("requests.asked"), cell: ({ askedOn }) => day(askedOn) },
    {
      key: "due",
      header: words("requests.due"),
      cell: ({ dueOn, state }) =>
        state === "open" && dueOn < today ? (
          <Tag tone="bad">{words("requests.overdue", { day: day(dueOn) })}</Tag>
        ) : (
          day(dueOn)
        ),
    },
    {
      key: "state",
      header: words("requests.state"),
      cell: ({ state }) => (
        <Tag tone={state === "open" || state === "erasing" ? "accent" : "plain"}>
          {words(`states.${state}`)}
        </Tag>
      ),
    },
  ];
  return (
    <DataTable caption={words("requests.caption")} columns={columns} rows={requests} keyOf={({ id }) => id} />
  );
}
