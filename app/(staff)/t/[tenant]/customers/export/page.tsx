import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { exportCount } from "@/lib/customers/export/export";
import { exportExtents } from "@/lib/customers/export/schema";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { tableFormats } from "@/lib/platform/table-file";
import { mostSheetRows } from "@/lib/platform/xlsx";
import { staffPage } from "@/lib/web/staff";
import { selectionIn } from "./selection";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customerList.exporting"))("title") };
}

/** Asks why, and says how many, before data leaves. An ordinary form: the file comes as its answer. */
export default async function ExportPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.export");
  const asked = await searchParams;
  const selection = selectionIn(asked) ?? notFound();
  const count = await exportCount(staff, selection);
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const problem = one("problem");
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[{ href: base, words: words("customers.title") }]}
          />
        }
        title={words("customerList.exporting.title")}
        sub={words("customerList.exporting.sub", { count })}
      />
      {count === 0 ? (
        <EmptyState title={words("customerList.bulk.nobodyChosen")} />
      ) : (
        <form method="post" action={`${base}/export/file`} className="grid max-w-xl gap-5">
          <input type="hidden" name="query" value={selection.query} />
          {selection.ids?.map((id) => (
            <input key={id} type="hidden" name="ids[]" value={id} />
          ))}
          {selection.all !== undefined && <input type="hidden" name="all" value={count} />}
          {problem && (
            <Notice tone="bad" announce>
              {refusalWords(words, {
                reason: problem,
                kind: "invalid",
                details: { count, most: mostSheetRows },
              })}
            </Notice>
          )}
          <TextArea
            name="reason"
            label={words("customerList.exporting.reason")}
            mark={words("common.required")}
            hint={words("customerList.exporting.reasonHint")}
            defaultValue={one("reason")}
            rows={2}
            maxLength={300}
            required
          />
          <SelectField
            name="extent"
            label={words("customerList.exporting.extent")}
            hint={words("customerList.exporting.what")}
            defaultValue={exportExtents.find((extent) => extent === one("extent")) ?? "shown"}
            choices={exportExtents.map((value) => ({
              value,
              label: words(`customerList.exporting.extents.${value}`),
            }))}
          />
          <SelectField
            name="format"
            label={words("customerList.exporting.format")}
            defaultValue={tableFormats.find((format) => format === one("format")) ?? "csv"}
            choices={tableFormats.map((value) => ({
              value,
              label: words(`customerList.exporting.formats.${value}`),
            }))}
          />
          <div>
            <button type="submit" className={buttonClass({ look: "primary", wide: "phone", icon: true })}>
              <Download aria-hidden="true" className="size-5" />
              {words("customerList.exporting.submit", { count })}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
