import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Notice } from "@/components/ui/notice";
import { builderOf } from "@/lib/customers/segments/builder";
import { previewOfRows } from "@/lib/customers/segments/building";
import type { GroupNode } from "@/lib/customers/segments/comparisons";
import type { Segment } from "@/lib/customers/segments/segments";
import { groundOf } from "@/lib/customers/segments/why";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { SegmentForm } from "./segment-form";

const firstLine: GroupNode = {
  kind: "group",
  mode: "all",
  parts: [{ kind: "row", fact: "", compare: "contains", value: "", values: [] }],
};

/** The builder, for a new segment or for one that there is. */
export async function SegmentPage({
  staff,
  segment,
  saved,
  anew = false,
}: {
  staff: StaffScope;
  segment: Segment | null;
  /** What the address says of a save just done; another save, another value. */
  saved?: string | undefined;
  /** What was typed into an older version is let go. */
  anew?: boolean;
}) {
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  const ground = await groundOf(staff);
  const rows = segment ? builderOf(segment.condition, ground) : firstLine;
  return (
    <ClientMessages namespaces={["segments"]}>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[
              { href: base, words: words("customers.title") },
              { href: `${base}/segments`, words: words("segments.title") },
            ]}
          />
        }
        title={segment?.name ?? words("segments.new")}
      />
      {saved !== undefined && (
        <Notice tone="good" announce className="mb-5">
          {words("segments.form.saved")}
        </Notice>
      )}
      <SegmentForm
        key={saved}
        slug={staff.tenant.slug}
        segment={segment && { id: segment.id, name: segment.name, rowVersion: segment.rowVersion }}
        rows={rows}
        facts={[...ground.facts.values()]}
        preview={await previewOfRows(staff, { rows })}
        mayChange={may(staff.role, "customers.write")}
        anew={anew}
      />
    </ClientMessages>
  );
}
