import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { desksOf } from "@/lib/tenants/memberships";
import { signedIn } from "@/lib/web/session";
import { AccountPage } from "../account-page";
import { SignOutButton } from "../sign-out-button";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("accounts.tenants");
  return { title: words("title") };
}

export default async function TenantsPage() {
  const account = await signedIn();
  if (!account) redirect("/signin?next=/tenants");
  const words = await getTranslations();
  const desks = await desksOf(account.id);
  return (
    <AccountPage
      title={words("accounts.tenants.title")}
      intro={desks.length === 0 ? words("accounts.tenants.none") : undefined}
      foot={<TextLink href="/account">{words("accounts.tenants.account")}</TextLink>}
    >
      {desks.length > 0 && (
        <ul className="grid gap-2.5">
          {desks.map(({ slug, name, role }) => (
            <li key={slug}>
              <LinkButton href={`/t/${slug}/today`} size="large" wide className="justify-between">
                <span className="truncate">{name}</span>
                <span className="text-sm font-medium text-ink-3">{words(`tenants.roles.${role}`)}</span>
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      {account.isOperator && (
        <LinkButton href="/operator" wide>
          {words("accounts.tenants.operator")}
        </LinkButton>
      )}
      <SignOutButton />
    </AccountPage>
  );
}
