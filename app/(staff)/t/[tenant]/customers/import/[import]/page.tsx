import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { FreshEvery } from "@/components/shell/fresh-every";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { type ImportSummary, importSummary } from "@/lib/customers/imports/imports";
import { Refusal } from "@/lib/platform/refusal";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { Checked } from "./checked";
import { Done } from "./done";
import { Failed } from "./failed";
import { MappingStep } from "./mapping-step";
import { OneButtonForm } from "./one-button-form";

interface Props {
  params: Promise<{ tenant: string; import: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

/** One file on its way: what it waits for, or what became of it. */
export default async function OneImportPage({ params, searchParams }: Props) {
  const { tenant, import: id } = await params;
  const staff = await staffPage(tenant, "customers.write");
  const summary = await known(staff, id);
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[
              { href: base, words: words("customers.title") },
              { href: `${base}/import`, words: words("imports.title") },
            ]}
          />
        }
        title={summary.fileName}
      />
      <ClientMessages namespaces={["imports"]}>
        <Step staff={staff} summary={summary} asked={await searchParams} />
      </ClientMessages>
    </>
  );
}

async function known(staff: StaffScope, id: string): Promise<ImportSummary> {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await importSummary(staff, id);
  } catch (error) {
    if (error instanceof Refusal && error.kind === "not_found") notFound();
    throw error;
  }
}

async function Step({
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
  switch (summary.state) {
    case "mapping":
      return <MappingStep staff={staff} summary={summary} />;
    case "checked":
      return asked["step"] === "mapping" ? (
        <MappingStep staff={staff} summary={summary} />
      ) : (
        <Checked staff={staff} summary={summary} asked={asked} />
      );
    case "done":
    case "undone":
      return <Done staff={staff} summary={summary} asked={asked} />;
    case "failed":
      return <Failed slug={slug} summary={summary} />;
    case "unreadable":
      return (
        <div className="grid max-w-xl gap-4">
          <Notice tone="bad" title={words("problem.title")}>
            {words(`problem.${(summary.problem ?? "unreadable") as "unreadable"}`)}
          </Notice>
          <OneButtonForm slug={slug} id={summary.id} deed="drop" />
        </div>
      );
    default:
      return (
        <div className="grid max-w-xl gap-3" role="status">
          <FreshEvery seconds={2} />
          <p className="text-lg font-bold">{words(`state.${summary.state}`)}</p>
          <Progress
            words={words("progress", { done: summary.progress })}
            value={summary.progress}
            max={Math.max(summary.rows, summary.progress, 1)}
            tone="accent"
            showWords
          />
        </div>
      );
  }
}
