import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import { AccountPage } from "../account-page";
import { sendResetLink } from "../actions";
import { AddressForm } from "../address-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.reset");
  return { title: words("title") };
}

export default async function ResetPage() {
  const words = await getTranslations("accounts.reset");
  return (
    <AccountPage
      title={words("title")}
      intro={words("intro")}
      foot={<TextLink href="/signin">{words("backToSignIn")}</TextLink>}
    >
      <AddressForm action={sendResetLink} submit={words("submit")} />
    </AccountPage>
  );
}
