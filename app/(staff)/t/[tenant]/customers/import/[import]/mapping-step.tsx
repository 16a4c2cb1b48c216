import { getTranslations } from "next-intl/server";
import type { Choice } from "@/components/ui/select-field";
import { allFields } from "@/lib/customers/fields/fields";
import { type ImportSummary, importRows } from "@/lib/customers/imports/imports";
import { plainMeanings } from "@/lib/customers/imports/schema";
import type { StaffScope } from "@/lib/web/staff";
import { type ColumnToMap, MappingForm } from "./mapping-form";
import { OneButtonForm } from "./one-button-form";

const samples = 3;

/** What each column is, with what stands in it: guessed, for a person to confirm. */
export async function MappingStep({ staff, summary }: { staff: StaffScope; summary: ImportSummary }) {
  const words = await getTranslations("imports");
  const { mapping, titles, above, blankLines, encoding } = summary;
  const rows = await importRows(staff, summary.id, { after: mapping?.headerLine ?? 0, atMost: samples });
  const width = Math.max(
    titles.length,
    mapping?.columns.length ?? 0,
    ...rows.map(({ cells }) => cells.length),
  );
  const columns = Array.from(
    { length: width },
    (_, place): ColumnToMap => ({
      title: titles[place]?.trim() || words("mapping.untitled", { place: place + 1 }),
      samples: rows.map(({ cells }) => cells[place]?.trim() ?? "").filter(Boolean),
      meaning: mapping?.columns[place] ?? "ignore",
    }),
  );
  const own = (await allFields(staff)).filter(({ retired }) => !retired);
  const meanings: Choice[] = [
    ...plainMeanings.map((value) => ({ value, label: words(`meaning.${value}`) })),
    ...own.map(({ id, label }) => ({ value: `field-${id}`, label })),
  ];
  return (
    <section aria-labelledby="mapping" className="max-w-3xl">
      <h2 id="mapping" className="text-xl font-bold tracking-tight">
        {words("mapping.title")}
      </h2>
      <p className="mb-4 text-[0.9375rem] text-ink-2">{words("mapping.sub")}</p>
      <ul className="mb-5 text-sm text-ink-3">
        {above.map((text) => (
          <li key={text}>{words("mapping.above", { text: text.slice(0, 80) })}</li>
        ))}
        {blankLines > 0 && <li>{words("mapping.blank", { count: blankLines })}</li>}
        {encoding && <li>{words("mapping.encoding", { encoding: encoding.toUpperCase() })}</li>}
      </ul>
      <MappingForm
        slug={staff.tenant.slug}
        id={summary.id}
        headerLine={mapping?.headerLine ?? null}
        version={summary.version}
        policy={mapping?.policy ?? "ask"}
        history={mapping?.history ?? "tags"}
        columns={columns}
        meanings={meanings}
      />
      <div className="mt-4">
        <OneButtonForm slug={staff.tenant.slug} id={summary.id} deed="drop" />
      </div>
    </section>
  );
}
