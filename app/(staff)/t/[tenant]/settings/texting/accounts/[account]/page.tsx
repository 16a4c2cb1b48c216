import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { accountIdInput } from "@/lib/tenants/account-schema";
import { may } from "@/lib/tenants/permissions";
import { sendingAccount } from "@/lib/tenants/sending-accounts";
import { staffPage } from "@/lib/web/staff";
import { orNotFound } from "../../../../../../../at-the-door/or-not-found";
import { TextingPage } from "../../texting-page";
import { AccountForm } from "../account-form";
import { UseForm } from "../use-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.accounts"))("edit") };
}

export default async function OneAccountPage({
  params,
}: {
  params: Promise<{ tenant: string; account: string }>;
}) {
  const { tenant, account: id } = await params;
  const staff = await staffPage(tenant, "settings.read");
  const asked = accountIdInput.safeParse({ id });
  const account = await orNotFound(() => sendingAccount(staff, asked.data?.id ?? ""));
  const locked = !may(staff.role, "keys.write");
  const { slug } = staff.tenant;
  return (
    <TextingPage staff={staff} place="accounts">
      <AccountForm slug={slug} provider={account.provider} account={account} locked={locked} />
      {!locked && <UseForm slug={slug} id={account.id} active={account.active} />}
    </TextingPage>
  );
}
