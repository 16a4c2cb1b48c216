import { FileText, Image } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { SectionHeading } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { ListedFile } from "@/lib/customers/record/files";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { FileButton } from "./file-button";

const problems = ["tooLarge", "empty", "missing", "notAllowed", "unreadable", "tooMany"] as const;

/** Pictures and papers of a customer. The upload is a plain form, so that it works on every phone's browser. */
export async function Files({
  staff,
  customer,
  outcome,
}: {
  staff: StaffScope;
  customer: CustomerPage;
  outcome: string | undefined;
}) {
  const words = await getTranslations("customers.files");
  const { files } = customer.record;
  const [there, removed] = [
    files.filter(({ removedAt }) => !removedAt),
    files.filter(({ removedAt }) => removedAt),
  ];
  const problem = problems.find((one) => one === outcome);
  const writes = may(staff.role, "customers.write");
  const base = `/t/${staff.tenant.slug}/customers/${customer.id}/files`;
  const row = (file: ListedFile) => (
    <FileRow key={file.id} staff={staff} base={base} customerId={customer.id} file={file} writes={writes} />
  );
  return (
    <section id="files" aria-labelledby="files-title" className="scroll-mt-4">
      <SectionHeading id="files-title">{words("title")}</SectionHeading>
      {outcome === "added" && (
        <Notice tone="good" announce className="mb-3">
          {words("added")}
        </Notice>
      )}
      {there.length === 0 && <p className="mb-2 text-[0.9375rem] text-ink-2">{words("none")}</p>}
      <ClientMessages namespaces={["customers"]}>
        <ul className="divide-y divide-line empty:hidden">{there.map(row)}</ul>
        {removed.length > 0 && writes && (
          <Disclosure summary={words("removedTitle", { count: removed.length })}>
            <ul className="divide-y divide-line">{removed.map(row)}</ul>
          </Disclosure>
        )}
      </ClientMessages>
      {writes && (
        <Disclosure summary={words("add")} open={problem !== undefined}>
          <form action={base} method="post" encType="multipart/form-data" className="grid gap-3">
            <FileField
              name="file"
              label={words("choose")}
              hint={words("intro")}
              accept="image/jpeg,image/png,image/webp,application/pdf"
              error={problem && words(problem)}
            />
            <div>
              <SubmitButton look="secondary" wide="phone">
                {words("add")}
              </SubmitButton>
            </div>
          </form>
        </Disclosure>
      )}
    </section>
  );
}

async function FileRow({
  staff,
  base,
  customerId,
  file,
  writes,
}: {
  staff: StaffScope;
  base: string;
  customerId: string;
  file: ListedFile;
  writes: boolean;
}) {
  const words = await getTranslations("customers.files");
  const Icon = file.picture ? Image : FileText;
  const about = [
    words(file.picture ? "picture" : "document"),
    sizeOf(file.size),
    formatDate(file.addedAt, staff.tenant.zone, staff.locale, { year: false }),
    file.addedBy,
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-1.5">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 text-[0.9375rem]">
        {file.removedAt ? (
          <span className="break-words text-ink-3 line-through">{file.name}</span>
        ) : (
          <TextLink
            quiet
            whole
            href={`${base}/${file.id}`}
            target="_blank"
            className="inline-flex min-h-11 items-center break-all"
          >
            {file.name}
          </TextLink>
        )}
        <span className="block text-sm text-ink-3">{about.filter(Boolean).join(" · ")}</span>
      </span>
      {writes && (
        <FileButton
          slug={staff.tenant.slug}
          customerId={customerId}
          file={{ id: file.id, name: file.name, removed: file.removedAt !== null }}
        />
      )}
    </li>
  );
}

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
