import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { DetailList } from "@/components/ui/row-list";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { ErasurePreview } from "@/lib/privacy/erasing";
import type { StaffScope } from "@/lib/web/staff";
import { tableWords } from "../../table-words";
import { EraseForm } from "./erase-form";

/** What erasing would do, line by line, before the one button that cannot be taken back. */
export async function ErasureSection({
  staff,
  customerId,
  preview,
  held,
}: {
  staff: StaffScope;
  customerId: string;
  preview: ErasurePreview;
  held: boolean;
}) {
  const words = await getTranslations("privacy.erasing");
  const table = await tableWords();
  const lines = (counts: Record<string, number>) =>
    Object.entries(counts).map(([name, count]) => ({ name: table(name), value: words("rows", { count }) }));
  const facts = [
    preview.open > 0 && words("open", { count: preview.open }),
    preview.planned > 0 && words("planned", { count: preview.planned }),
    words("links"),
    preview.until &&
      words("contracts", {
        count: preview.contracts,
        until: formatDate(preview.until, staff.tenant.zone, staff.locale),
      }),
    words("suppression"),
  ].filter((fact) => fact !== false && fact !== null);
  return (
    <Card as="section" aria-labelledby="erasing">
      <h2 id="erasing" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("sub")}</p>
      <div className="mt-4 grid gap-5 sm:grid-cols-2">
        <div>
          <h3 className="mb-1.5 text-sm font-semibold text-ink-3">{words("goes")}</h3>
          <DetailList details={lines(preview.goes)} />
        </div>
        {Object.keys(preview.stays).length > 0 && (
          <div>
            <h3 className="mb-1.5 text-sm font-semibold text-ink-3">{words("stays")}</h3>
            <DetailList details={lines(preview.stays)} />
            <p className="mt-1.5 text-sm text-ink-3">{words("staysWhy")}</p>
          </div>
        )}
      </div>
      <ul className="mt-4 grid list-disc gap-1 pl-5 text-[0.9375rem]">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {held ? (
        <Notice tone="warn" className="mt-4">
          {words("held")}
        </Notice>
      ) : (
        <EraseForm slug={staff.tenant.slug} customerId={customerId} />
      )}
    </Card>
  );
}
