import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { StaffScope } from "@/lib/web/staff";

const places = [
  { key: "requests", path: "" },
  { key: "access", path: "/access" },
  { key: "rules", path: "/rules" },
  { key: "destroyed", path: "/destroyed" },
] as const;

/** Head and tabs that the pages of privacy share. */
export async function PrivacyPage({
  staff,
  place,
  sub,
  children,
}: {
  staff: StaffScope;
  place: (typeof places)[number]["key"];
  sub: string;
  children: ReactNode;
}) {
  const words = await getTranslations("privacy");
  const base = `/t/${staff.tenant.slug}/privacy`;
  return (
    <ClientMessages namespaces={["privacy"]}>
      <PageHeader title={words("title")} sub={sub} />
      <LinkTabs
        label={words("tabs.label")}
        tabs={places.map(({ key, path }) => ({
          href: `${base}${path}`,
          label: words(`tabs.${key}`),
          current: key === place,
        }))}
      />
      <div className="mt-6 grid gap-6">{children}</div>
    </ClientMessages>
  );
}
