import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type ImportSummary, importRows } from "@/lib/customers/imports/imports";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { StaffScope } from "@/lib/web/staff";
import { OneButtonForm } from "./one-button-form";
import { RowsByVerdict } from "./rows-by-verdict";

const shownAtMost = 100;

/** After it was brought in, or taken back: the numbers, what stayed and why, and the way back. */
export async function Done({
  staff,
  summary,
  asked,
}: {
  staff: StaffScope;
  summary: ImportSummary;
  asked: Record<string, string | string[] | undefined>;
}) {
  const [words, every] = [await getTranslations("imports"), await getTranslations()];
  const { slug } = staff.tenant;
  const undone = summary.state === "undone";
  const stayed =
    summary.stayed > 0 ? await importRows(staff, summary.id, { stayed: true, atMost: shownAtMost }) : [];
  return (
    <section className="max-w-3xl">
      <Notice tone="good" announce title={words(undone ? "done.undone" : "done.title")} className="mb-4">
        {words(undone ? "done.undoneSub" : "done.sub")}
      </Notice>
      {stayed.length > 0 && (
        <Notice tone="warn" title={words("done.stayed", { count: summary.stayed })} className="mb-4">
          <ul>
            {stayed.map(({ line, cells, stays }) => (
              <li key={line}>
                {words("row.line", { line })} · {cells.slice(0, 3).join(" · ")}:{" "}
                {stays.map((reason) => refusalWords(every, { reason })).join(" ")}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="mb-6 flex flex-wrap items-start gap-2">
        <LinkButton look="primary" href={`/t/${slug}/customers`}>
          {words("back")}
        </LinkButton>
        {!undone && <OneButtonForm slug={slug} id={summary.id} deed="undo" />}
        {!undone && summary.totals.refuse > 0 && (
          <LinkButton
            whole
            look="quiet"
            href={`/t/${slug}/customers/import/${summary.id}/refused`}
            icon={<Download aria-hidden="true" className="size-5" />}
          >
            {words("check.refusedFile")}
          </LinkButton>
        )}
      </div>
      {!undone && <RowsByVerdict staff={staff} summary={summary} asked={asked} />}
    </section>
  );
}
