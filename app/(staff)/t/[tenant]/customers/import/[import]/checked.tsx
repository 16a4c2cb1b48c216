import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ImportSummary } from "@/lib/customers/imports/imports";
import type { StaffScope } from "@/lib/web/staff";
import { OneButtonForm } from "./one-button-form";
import { RowsByVerdict } from "./rows-by-verdict";

/** The dry run: what would become of each row, and the button that lets it happen. */
export async function Checked({
  staff,
  summary,
  asked,
}: {
  staff: StaffScope;
  summary: ImportSummary;
  asked: Record<string, string | string[] | undefined>;
}) {
  const words = await getTranslations("imports");
  const { slug } = staff.tenant;
  const base = `/t/${slug}/customers/import/${summary.id}`;
  return (
    <section aria-labelledby="check" className="max-w-3xl">
      <h2 id="check" className="text-xl font-bold tracking-tight">
        {words("check.title")}
      </h2>
      <p className="mb-4 text-[0.9375rem] text-ink-2">{words("check.sub", { rows: summary.rows })}</p>
      {summary.undecided > 0 && (
        <Notice tone="warn" className="mb-4">
          {words("check.undecided", { count: summary.undecided })}
        </Notice>
      )}
      <div className="mb-6 flex flex-wrap items-start gap-2">
        <OneButtonForm slug={slug} id={summary.id} version={summary.version} deed="bringIn" />
        <LinkButton href={`${base}?step=mapping`}>{words("check.again")}</LinkButton>
        <OneButtonForm slug={slug} id={summary.id} deed="drop" />
        {summary.totals.refuse > 0 && (
          <LinkButton
            whole
            look="quiet"
            href={`${base}/refused`}
            icon={<Download aria-hidden="true" className="size-5" />}
          >
            {words("check.refusedFile")}
          </LinkButton>
        )}
      </div>
      <RowsByVerdict staff={staff} summary={summary} asked={asked} decides />
    </section>
  );
}
