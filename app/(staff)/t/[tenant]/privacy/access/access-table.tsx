import { getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { AccessLine } from "@/lib/privacy/accesses";
import type { StaffScope } from "@/lib/web/staff";
import { accessWords } from "./access-words";

export async function AccessTable({ staff, lines }: { staff: StaffScope; lines: AccessLine[] }) {
  const words = await getTranslations("privacy.access");
  const say = await accessWords();
  const { slug, zone } = staff.tenant;
  const columns: Column<AccessLine>[] = [
    {
      key: "when",
      header: words("when"),
      primary: true,
      cell: ({ at }) => <span className="tabular-nums">{formatShort(at, zone, staff.locale)}</span>,
    },
    { key: "who", header: words("who"), cell: say.who },
    {
      key: "what",
      header: words("what"),
      cell: (line) => (
        <>
          {say.what(line)}
          {line.filter && <span className="block text-sm break-all text-ink-3">{line.filter}</span>}
        </>
      ),
    },
    {
      key: "whom",
      header: words("whom"),
      cell: (line) =>
        line.customer?.name ? (
          <TextLink
            quiet
            href={`/t/${slug}/customers/${line.customer.id}`}
            className="-my-2.5 inline-flex min-h-11 items-center lg:my-0"
          >
            {say.whom(line)}
          </TextLink>
        ) : (
          say.whom(line)
        ),
    },
    {
      key: "where",
      header: words("where"),
      cell: ({ network }) => <span className="text-sm break-all text-ink-3">{network}</span>,
    },
  ];
  return (
    <DataTable
      caption={words("caption")}
      columns={columns}
      rows={lines}
      keyOf={({ id }) => id}
      empty={<EmptyState title={words("none")} />}
    />
  );
}
