import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { type Invited, invitationBehind } from "@/lib/tenants/invitations";
import { signedIn } from "@/lib/web/session";
import { AccountPage } from "../../account-page";
import { OneTapForm } from "../../one-tap-form";
import { ProviderButtons } from "../../provider-buttons";
import { accept, leaveForOtherAccount } from "../actions";
import { NewAccountForm } from "./new-account-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.invitation");
  return { title: words("accept") };
}

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const invited = await invitationBehind(secret);
  const words = await getTranslations();
  if (!invited)
    return (
      <AccountPage
        title={words("accounts.invitation.endedTitle")}
        intro={words("accounts.invitation.ended")}
      />
    );
  const role = words(`tenants.roles.${invited.role}`);
  return (
    <AccountPage
      title={words("accounts.invitation.title", { tenant: invited.tenantName })}
      intro={words("accounts.invitation.role", { role })}
    >
      <WayIn secret={secret} invited={invited} />
    </AccountPage>
  );
}

async function WayIn({ secret, invited }: { secret: string; invited: Invited }) {
  const words = await getTranslations("accounts.invitation");
  const account = await signedIn();
  if (account)
    return (
      <>
        <p>{words("asSignedIn", { name: account.name, email: account.email })}</p>
        <OneTapForm action={accept} hidden={{ secret }} submit={words("accept")} />
        <OneTapForm
          action={leaveForOtherAccount}
          hidden={{ secret }}
          submit={words("otherAccount")}
          look="secondary"
        />
      </>
    );
  if (invited.hasAccount)
    return (
      <>
        <p>{words("knownIntro", { email: invited.email })}</p>
        <LinkButton href={`/signin?next=${encodeURIComponent(`/invitations/${secret}`)}`} look="primary" wide>
          {words("signInToAccept")}
        </LinkButton>
      </>
    );
  return (
    <>
      <p>{words("newIntro")}</p>
      <NewAccountForm secret={secret} email={invited.email} />
      <ProviderButtons errand="invited" secret={secret} next={`/invitations/${secret}`} />
    </>
  );
}
