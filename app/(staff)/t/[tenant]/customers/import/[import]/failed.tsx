import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import type { ImportSummary } from "@/lib/customers/imports/imports";
import { OneButtonForm } from "./one-button-form";

const waysOut = { reading: "drop", checking: "drop", importing: "undo", undoing: null } as const;

/** A worker gave up on it: at what, what stands, and what can be done. */
export async function Failed({ slug, summary }: { slug: string; summary: ImportSummary }) {
  const words = await getTranslations("imports.failed");
  const at = (summary.problem ?? "reading") as keyof typeof waysOut;
  const wayOut = waysOut[at];
  return (
    <div className="grid max-w-xl gap-4">
      <Notice tone="bad" title={words("title")}>
        {words(at, { done: summary.progress, rows: summary.rows })}
      </Notice>
      <div className="flex flex-wrap items-start gap-2">
        <OneButtonForm slug={slug} id={summary.id} deed="again" />
        {wayOut && <OneButtonForm slug={slug} id={summary.id} deed={wayOut} />}
      </div>
    </div>
  );
}
