import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { type DestructionLine, destructions } from "@/lib/privacy/destruction-log";
import { retentionKinds } from "@/lib/privacy/schema";
import { staffPage } from "@/lib/web/staff";
import { PrivacyPage } from "../privacy-page";
import { tableWords } from "../table-words";
import { KeptRecords } from "./kept-records";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ after?: string | string[]; kept?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.tabs"))("destroyed") };
}

const causes = ["request", "kept_expired", "access_expired"] as const;

/** What was destroyed, without names; and what the law makes the business keep apart. */
export default async function DestroyedPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "privacy.write");
  const words = await getTranslations("privacy");
  const table = await tableWords();
  const { after, kept } = await searchParams;
  const { lines, next } = await destructions(staff, typeof after === "string" ? after : undefined);
  const base = `/t/${staff.tenant.slug}/privacy/destroyed`;
  const why = ({ cause, rule }: DestructionLine) => {
    const kind = retentionKinds.find((one) => one === rule);
    return kind
      ? words("destroyed.causes.rule", { rule: words(`rules.kinds.${kind}.name`) })
      : words(`destroyed.causes.${causes.find((one) => one === cause) ?? "request"}`);
  };
  const columns: Column<DestructionLine>[] = [
    {
      key: "when",
      header: words("destroyed.when"),
      primary: true,
      cell: ({ at }) => (
        <span className="tabular-nums">{formatShort(at, staff.tenant.zone, staff.locale)}</span>
      ),
    },
    { key: "why", header: words("destroyed.why"), cell: why },
    { key: "people", header: words("destroyed.people"), align: "end", cell: ({ people }) => people || "–" },
    {
      key: "what",
      header: words("destroyed.what"),
      cell: ({ counts }) => (
        <span className="text-sm text-ink-2">
          {Object.entries(counts)
            .map(([name, count]) => `${table(name)} ${count}`)
            .join(" · ")}
        </span>
      ),
    },
    { key: "by", header: words("destroyed.by"), cell: ({ by }) => by ?? words("destroyed.system") },
  ];
  return (
    <PrivacyPage staff={staff} place="destroyed" sub={words("destroyed.sub")}>
      <DataTable
        caption={words("destroyed.caption")}
        columns={columns}
        rows={lines}
        keyOf={({ id }) => id}
        empty={<EmptyState title={words("destroyed.none")} />}
      />
      <Pagination
        label={words("destroyed.pages")}
        previous={{ words: words("destroyed.first"), ...(after && { href: base }) }}
        next={{ words: words("destroyed.next"), ...(next && { href: `${base}?after=${next}` }) }}
      />
      <KeptRecords staff={staff} base={base} opened={z.uuid().safeParse(kept).data} />
    </PrivacyPage>
  );
}
