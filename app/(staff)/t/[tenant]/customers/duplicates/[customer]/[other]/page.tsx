import { ArrowLeftRight } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { survivorOf } from "@/lib/customers/merged-away";
import { type MergePreview, previewMerge } from "@/lib/merging/preview";
import { Refusal } from "@/lib/platform/refusal";
import type { StaffScope } from "@/lib/web/staff";
import { PairForm } from "../../pair-form";
import { personOrElsewhere } from "../person-or-elsewhere";
import { choicesOf } from "./choices";
import { MergeForm } from "./merge-form";
import { Outcome, Side } from "./outcome";

interface Props {
  params: Promise<{ tenant: string; customer: string; other: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("compareTitle") };
}

/** Two records side by side, what is to be chosen, and what merging them makes. Opening it changes nothing. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { tenant, customer: id, other: otherId } = await params;
  const { staff, customer } = await personOrElsewhere({ tenant, customer: id });
  const preview = await previewOrNotFound(staff, customer.id, otherId);
  const asked = await searchParams;
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  const { ours, theirs } = preview;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[
              { href: base, words: words("customers.title") },
              { href: `${base}/${customer.id}`, words: customer.name },
              { href: `${base}/duplicates/${customer.id}`, words: words("merging.title") },
            ]}
          />
        }
        title={words("merging.compareTitle")}
        sub={words("merging.compareSub")}
        actions={
          <LinkButton
            href={`${base}/duplicates/${theirs.id}/${ours.id}`}
            icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
          >
            {words("merging.swap")}
          </LinkButton>
        }
      />
      <div className="grid max-w-3xl gap-7">
        {asked["changed"] === "yes" && (
          <Notice tone="warn" announce>
            {words("merging.changed")}
          </Notice>
        )}
        {preview.toldApart && <Notice tone="warn">{words("merging.apart.told")}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Side staff={staff} side={ours} title={words("merging.ours")} />
          <Side staff={staff} side={theirs} title={words("merging.theirs")} />
        </div>
        <Outcome preview={preview} />
        <ClientMessages namespaces={["merging"]}>
          <MergeForm
            slug={staff.tenant.slug}
            survivorId={ours.id}
            goneId={theirs.id}
            seen={preview.seen}
            choices={choicesOf(staff, preview, asked, words)}
          />
          {!preview.toldApart && (
            <PairForm
              slug={staff.tenant.slug}
              oneId={ours.id}
              otherId={theirs.id}
              deed="tell"
              words={words("merging.apart.tell")}
              label={words("merging.apart.tellOf", { one: ours.name, other: theirs.name })}
            />
          )}
        </ClientMessages>
      </div>
    </>
  );
}

async function previewOrNotFound(staff: StaffScope, id: string, otherId: string): Promise<MergePreview> {
  if (!z.uuid().safeParse(otherId).success) notFound();
  // Somebody merged them meanwhile: there is one customer now, and their page is the answer.
  const now = await survivorOf(staff, otherId);
  if (now === id) redirect(`/t/${staff.tenant.slug}/customers/${id}`);
  if (now !== otherId) redirect(`/t/${staff.tenant.slug}/customers/duplicates/${id}/${now}`);
  try {
    return await previewMerge(staff, id, otherId);
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}
