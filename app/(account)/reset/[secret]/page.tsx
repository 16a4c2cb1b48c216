import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { mailLinkHolds } from "@/lib/accounts/mail-links";
import { AccountPage } from "../../account-page";
import { NewPasswordForm } from "./new-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.reset");
  return { title: words("chooseTitle") };
}

export default async function NewPasswordPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const words = await getTranslations("accounts");
  if (!(await mailLinkHolds("reset", secret)))
    return (
      <AccountPage title={words("reset.title")} intro={words("linkEnded")}>
        <LinkButton href="/reset" look="primary" wide>
          {words("mailLink.again")}
        </LinkButton>
      </AccountPage>
    );
  return (
    <AccountPage title={words("reset.chooseTitle")} intro={words("reset.chooseIntro")}>
      <NewPasswordForm secret={secret} />
    </AccountPage>
  );
}
