import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import { AccountPage } from "../../account-page";
import { sendSignInLink } from "../../actions";
import { AddressForm } from "../../address-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.mailLink");
  return { title: words("title") };
}

export default async function MailLinkPage() {
  const words = await getTranslations("accounts");
  return (
    <AccountPage
      title={words("mailLink.title")}
      intro={words("mailLink.intro")}
      foot={<TextLink href="/signin">{words("reset.backToSignIn")}</TextLink>}
    >
      <AddressForm action={sendSignInLink} submit={words("mailLink.submit")} />
    </AccountPage>
  );
}
