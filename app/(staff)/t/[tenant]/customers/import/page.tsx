import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { SectionHeading } from "@/components/ui/card";
import { FileField } from "@/components/ui/file-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { importsOf } from "@/lib/customers/imports/imports";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { type StaffScope, staffPage } from "@/lib/web/staff";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

const problems = ["empty", "missing", "tooLarge"] as const;

export default async function ImportPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.write");
  const words = await getTranslations();
  const asked = await searchParams;
  const problem = problems.find((one) => one === asked["problem"]);
  const base = `/t/${staff.tenant.slug}/customers`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[{ href: base, words: words("customers.title") }]}
          />
        }
        title={words("imports.title")}
        sub={words("imports.sub")}
      />
      <div className="grid max-w-3xl gap-10">
        <form
          action={`${base}/import/files`}
          method="post"
          encType="multipart/form-data"
          className="grid max-w-xl gap-4"
        >
          <FileField
            name="file"
            label={words("imports.file.label")}
            hint={words("imports.file.hint")}
            accept=".csv,.tsv,.txt,.xlsx"
            error={problem && words(`imports.file.${problem}`)}
          />
          <div>
            <SubmitButton look="primary" wide="phone">
              {words("imports.file.submit")}
            </SubmitButton>
          </div>
        </form>
        <FilesSoFar staff={staff} base={base} />
      </div>
    </>
  );
}

async function FilesSoFar({ staff, base }: { staff: StaffScope; base: string }) {
  const words = await getTranslations("imports");
  const files = await importsOf(staff);
  return (
    <section aria-labelledby="files">
      <SectionHeading id="files">{words("list.title")}</SectionHeading>
      {files.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("list.none")}</p>}
      <ul className="divide-y divide-line">
        {files.map(({ id, fileName, state, rows, createdAt, createdByName }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1">
              <TextLink quiet whole href={`${base}/import/${id}`}>
                <span className="break-all">{fileName}</span>
              </TextLink>
              <span className="block text-sm text-ink-3">
                {[
                  formatWhen(createdAt, staff.tenant.zone, staff.locale),
                  words("list.rows", { count: rows }),
                  createdByName && words("list.by", { name: createdByName }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <Tag
              tone={
                state === "done"
                  ? "good"
                  : state === "failed"
                    ? "bad"
                    : state === "checked" || state === "mapping"
                      ? "accent"
                      : "plain"
              }
            >
              {words(`state.${state as "done"}`)}
            </Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
