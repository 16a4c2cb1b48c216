import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { env } from "@/lib/platform/env";
import { may } from "@/lib/tenants/permissions";
import { settingsOf } from "@/lib/tenants/settings";
import { staffPage } from "@/lib/web/staff";
import { BasicsForm } from "./basics-form";
import { FooterForm } from "./footer-form";
import { SettingsPage } from "./settings-page";
import { PrivacyForm } from "./words-forms";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("settings");
  return { title: words("title") };
}

export default async function BusinessSettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const settings = await settingsOf(staff);
  const { slug } = staff.tenant;
  const shared = { slug, settings, locked: !may(staff.role, "settings.write") };
  return (
    <SettingsPage staff={staff} place="business">
      <BasicsForm {...shared} address={`${env.baseUrl}/${slug}`} zones={Intl.supportedValuesOf("timeZone")} />
      <FooterForm {...shared} />
      <PrivacyForm {...shared} />
    </SettingsPage>
  );
}
