import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { mailLinkHolds } from "@/lib/accounts/mail-links";
import { AccountPage } from "../../../account-page";
import { enterByLink } from "../../../actions";
import { OneTapForm } from "../../../one-tap-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.mailLink");
  return { title: words("title"), referrer: "same-origin" };
}

/** Opening the link signs nobody in: mail scanners open links. The button does. */
export default async function OpenedLinkPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const words = await getTranslations("accounts");
  if (!(await mailLinkHolds("sign_in", secret)))
    return (
      <AccountPage title={words("mailLink.title")} intro={words("linkEnded")}>
        <LinkButton href="/signin/mail" look="primary" wide>
          {words("mailLink.again")}
        </LinkButton>
      </AccountPage>
    );
  return (
    <AccountPage title={words("mailLink.openTitle")} intro={words("mailLink.open")}>
      <OneTapForm action={enterByLink} hidden={{ secret }} submit={words("mailLink.openSubmit")} />
    </AccountPage>
  );
}
