import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { connectedProviders } from "@/lib/accounts/provider-sign-in";
import { vapidKeys } from "@/lib/platform/push/vapid";
import { configuredProviders } from "@/lib/web/auth-providers";
import { signedIn } from "@/lib/web/session";
import { AppearanceControls } from "../../appearance/appearance-controls";
import { AccountPage } from "../account-page";
import { ProviderButtons } from "../provider-buttons";
import { SignOutButton } from "../sign-out-button";
import { NameForm, OtherDevicesForm, PasswordForm } from "./account-forms";
import { DeviceNotifications } from "./device-notifications";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.account");
  return { title: words("title") };
}

export default async function OwnAccountPage() {
  const account = await signedIn();
  if (!account) redirect("/signin?next=/account");
  const words = await getTranslations("accounts");
  const connected = await connectedProviders(account.id);
  return (
    <AccountPage
      title={words("account.title")}
      intro={account.email}
      foot={<TextLink href="/tenants">{words("account.backToDesk")}</TextLink>}
    >
      <NameForm name={account.name} />
      <hr className="border-line" />
      <PasswordForm hasPassword={account.hasPassword} />
      <hr className="border-line" />
      <OtherDevicesForm />
      {configuredProviders().length > 0 && (
        <section className="grid gap-3 border-t border-line pt-5">
          <h2 className="font-bold">{words("account.providersTitle")}</h2>
          {connected.map((provider) => (
            <p key={provider} className="flex justify-between">
              {words(`providers.${provider}`)} <Tag tone="good">{words("account.connected")}</Tag>
            </p>
          ))}
          <ProviderButtons errand="connect" next="/account" without={connected} />
        </section>
      )}
      <ClientMessages namespaces={["alerts"]}>
        <DeviceNotifications publicKey={vapidKeys().publicKey} />
      </ClientMessages>
      <hr className="border-line" />
      <AppearanceControls />
      <SignOutButton />
    </AccountPage>
  );
}
