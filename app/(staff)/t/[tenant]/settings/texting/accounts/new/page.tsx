import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { providerNames } from "@/lib/platform/channels/channel";
import { staffPage } from "@/lib/web/staff";
import { TextingPage } from "../../texting-page";
import { AccountForm } from "../account-form";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ provider?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.accounts"))("add") };
}

export default async function NewAccountPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "keys.write");
  const { provider: asked = "solapi" } = await searchParams;
  const provider = providerNames.find((one) => one === asked);
  if (!provider) notFound();
  return (
    <TextingPage staff={staff} place="accounts">
      <AccountForm slug={staff.tenant.slug} provider={provider} account={null} locked={false} />
    </TextingPage>
  );
}
