import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { TextLink } from "@/components/ui/text-link";
import { allFields } from "@/lib/customers/fields/fields";
import { type ImportRowLine, type ImportSummary, importRows } from "@/lib/customers/imports/imports";
import type { Difference } from "@/lib/customers/imports/plan";
import { type Repair, type Verdict, verdicts } from "@/lib/customers/imports/schema";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { StaffScope } from "@/lib/web/staff";
import { ChoiceForm } from "./choice-form";

const pageSize = 50;

/** The rows of a file by what becomes of them, a page at a time. */
export async function RowsByVerdict({
  staff,
  summary,
  asked,
  decides = false,
}: {
  staff: StaffScope;
  summary: ImportSummary;
  asked: Record<string, string | string[] | undefined>;
  /** Whether conflicts can still be decided. */
  decides?: boolean;
}) {
  const words = await getTranslations("imports");
  const { totals } = summary;
  const shown =
    verdicts.find((one) => one === asked["rows"]) ??
    (["conflict", "refuse", "create", "update", "skip"] as const).find((one) => totals[one] > 0) ??
    "create";
  const after = Number(asked["after"] ?? 0) || 0;
  const rows = await importRows(staff, summary.id, { verdict: shown, after, atMost: pageSize + 1 });
  const base = `/t/${staff.tenant.slug}/customers/import/${summary.id}`;
  const labels = new Map((await allFields(staff)).map(({ id, label }) => [`field-${id}`, label]));
  const next = rows.length > pageSize ? rows[pageSize - 1]?.line : undefined;
  return (
    <>
      <LinkTabs
        label={words("check.title")}
        tabs={verdicts.map((verdict: Verdict) => ({
          href: `${base}?rows=${verdict}`,
          label: words(`verdict.${verdict}`),
          count: totals[verdict],
          current: verdict === shown,
        }))}
      />
      <ul className="divide-y divide-line">
        {rows.slice(0, pageSize).map((row) => (
          <Row key={row.line} staff={staff} summary={summary} row={row} labels={labels} decides={decides} />
        ))}
      </ul>
      {next !== undefined && (
        <p className="mt-4 flex justify-center">
          <LinkButton rel="next" href={`${base}?rows=${shown}&after=${next}`}>
            {words("row.more")}
          </LinkButton>
        </p>
      )}
    </>
  );
}

async function Row({
  staff,
  summary,
  row,
  labels,
  decides,
}: {
  staff: StaffScope;
  summary: ImportSummary;
  row: ImportRowLine;
  labels: ReadonlyMap<string, string>;
  decides: boolean;
}) {
  const words = await getTranslations();
  const nameColumn = summary.mapping?.columns.indexOf("name") ?? 0;
  const name = row.cells[nameColumn] ?? "";
  const others = row.cells.filter((cell, place) => place !== nameColumn && cell.trim() !== "");
  const differences = row.differences as Difference[];
  const repairs = row.repairs as Repair[];
  const fieldWords = (field: string) => labels.get(field) ?? words(`imports.meaning.${field as "name"}`);
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-sm text-ink-3 tabular-nums">
          {words("imports.row.line", { line: row.line })}
        </span>
        {row.customerId ? (
          <TextLink
            quiet
            href={`/t/${staff.tenant.slug}/customers/${row.customerId}`}
            className="font-semibold"
          >
            {name}
          </TextLink>
        ) : (
          <b>{name}</b>
        )}
      </p>
      <p className="text-sm break-words text-ink-3">{others.join(" · ")}</p>
      {row.reason && (
        <p className="text-[0.9375rem] text-ink-2">
          {refusalWords(words, { reason: row.reason })}
          {row.column !== null && row.cells[row.column] ? ` “${row.cells[row.column]}”` : ""}
        </p>
      )}
      {differences.length > 0 && (
        <dl className="mt-1 grid gap-1 text-[0.9375rem]">
          {differences.map(({ field, ours, theirs }) => (
            <div key={field} className="flex flex-wrap gap-x-3">
              <dt className="text-ink-3">{fieldWords(field)}</dt>
              <dd>
                {words("imports.row.ours")} <b>{String(ours)}</b>
              </dd>
              <dd>
                {words("imports.row.theirs")} <b>{String(theirs)}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {repairs.length > 0 && (
        <p className="text-sm text-ink-3">
          {words("imports.check.repairs")}:{" "}
          {repairs
            .map(
              ({ kind, from, to }) =>
                `${words(`imports.repair.${kind}`)} (${from}${to === null ? "" : ` → ${to}`})`,
            )
            .join(", ")}
        </p>
      )}
      {decides && row.verdict === "conflict" && (
        <ChoiceForm slug={staff.tenant.slug} id={summary.id} line={row.line} choice={row.choice} />
      )}
    </li>
  );
}
