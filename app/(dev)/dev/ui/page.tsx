import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AppearanceControls } from "@/app/appearance/appearance-controls";
import { AccountPanel } from "@/components/shell/account-panel";
import { PageHeader } from "@/components/shell/page-header";
import { StaffFrame } from "@/components/shell/staff-frame";
import { env } from "@/lib/platform/env";
import { ButtonSamples, TypeSamples } from "./buttons";
import { ChoiceSamples, FieldSamples } from "./fields";
import { KeptFormSample } from "./kept-form-sample";
import { ListSamples } from "./lists";
import { OverlaySamples } from "./overlays";
import { Section } from "./section";
import { StateSamples } from "./states";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("dev.ui");
  return { title: words("title") };
}

/** Every primitive in every state. Exists in demo mode only. */
export default async function ComponentsPage() {
  if (!env.isDemo) notFound();
  const words = await getTranslations("dev.ui");
  return (
    <StaffFrame
      tenant={{ slug: "demo", name: "작은가게 마케팅" }}
      waiting={{ today: 3, messages: 2 }}
      namespaces={["dev"]}
      account={<AccountPanel name={words("owner")} appearance={<AppearanceControls />} />}
    >
      <PageHeader title={words("title")} sub={words("sub")} />
      <TypeSamples />
      <ButtonSamples />
      <FieldSamples />
      <ChoiceSamples />
      <StateSamples />
      <ListSamples />
      <OverlaySamples />
      <Section title={words("form")}>
        <KeptFormSample />
      </Section>
    </StaffFrame>
  );
}
