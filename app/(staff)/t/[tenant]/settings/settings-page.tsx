import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";

const places = [
  { key: "business", path: "" },
  { key: "members", path: "/members" },
  { key: "texting", path: "/texting" },
  { key: "fields", path: "/fields" },
  { key: "export", path: "/export" },
] as const;

/** Head and tabs that the pages of the settings share. */
export async function SettingsPage({
  staff,
  place,
  children,
}: {
  staff: StaffScope;
  place: (typeof places)[number]["key"];
  children: ReactNode;
}) {
  const words = await getTranslations("settings");
  const base = `/t/${staff.tenant.slug}/settings`;
  return (
    <ClientMessages namespaces={["settings", "tenants", "accounts", "fields"]}>
      <PageHeader
        title={words("title")}
        actions={
          may(staff.role, "privacy.write") && (
            <LinkButton href={`/t/${staff.tenant.slug}/privacy`}>{words("privacy.link")}</LinkButton>
          )
        }
      />
      <LinkTabs
        label={words("title")}
        tabs={places
          .filter(({ key }) => key !== "export" || may(staff.role, "tenant.export"))
          .map(({ key, path }) => ({
            href: `${base}${path}`,
            label: words(`places.${key}`),
            current: key === place,
          }))}
      />
      <div className="mt-6 grid max-w-[44rem] gap-5">
        {!may(staff.role, "settings.write") && <Notice>{words("readOnly")}</Notice>}
        {children}
      </div>
    </ClientMessages>
  );
}
