import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { StaffScope } from "@/lib/web/staff";
import { SettingsPage } from "../settings-page";

const places = ["overview", "accounts", "numbers", "advertising", "limits"] as const;
export type TextingPlace = (typeof places)[number];

/** Head and places that the pages about texts, Kakao and mail share. */
export async function TextingPage({
  staff,
  place,
  children,
}: {
  staff: StaffScope;
  place: TextingPlace;
  children: ReactNode;
}) {
  const words = await getTranslations("texting");
  const base = `/t/${staff.tenant.slug}/settings/texting`;
  return (
    <SettingsPage staff={staff} place="texting">
      <LinkTabs
        label={words("title")}
        tabs={places.map((one) => ({
          href: one === "overview" ? base : `${base}/${one}`,
          label: words(`places.${one}`),
          current: one === place,
        }))}
      />
      <ClientMessages namespaces={["texting", "gate", "tenants", "settings", "messages", "alimtalk"]}>
        {children}
      </ClientMessages>
    </SettingsPage>
  );
}
