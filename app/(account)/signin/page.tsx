import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { ownPath } from "@/lib/accounts/schema";
import { env } from "@/lib/platform/env";
import { signedIn } from "@/lib/web/session";
import { AccountPage } from "../account-page";
import { ProviderButtons } from "../provider-buttons";
import { SignInForm } from "./sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.signIn");
  return { title: words("title") };
}

interface Props {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, error } = await searchParams;
  const next = typeof wanted === "string" ? ownPath(wanted) : undefined;
  if (await signedIn()) redirect(next ?? "/tenants");
  const words = await getTranslations("accounts");
  return (
    <AccountPage
      title={words("signIn.title")}
      intro={words("signIn.intro")}
      foot={<TextLink href="/reset">{words("signIn.forgot")}</TextLink>}
    >
      {error && (
        <Notice tone="bad" announce>
          {words(problemKey(error))}
        </Notice>
      )}
      {env.isDemo && <Notice title={words("signIn.demoTitle")}>{words("signIn.demoBody")}</Notice>}
      <SignInForm next={next} />
      <ProviderButtons next={next} errand="sign_in" />
    </AccountPage>
  );
}

/** Only reasons we know are said; whatever else stands in the address is not. */
function problemKey(error: string | string[]) {
  const known = ["providerUnknown", "providerTaken", "signInFirst", "linkEnded", "wrongPassword"] as const;
  return known.find((key) => error === `accounts.${key}`) ?? "providerFailed";
}
