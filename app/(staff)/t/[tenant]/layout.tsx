import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AccountPanel } from "@/components/shell/account-panel";
import { StaffFrame } from "@/components/shell/staff-frame";
import { openDecisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/platform/env";
import { desksOf } from "@/lib/tenants/memberships";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { watchAfterwards } from "@/lib/web/watching";
import { SignOutButton } from "../../../(account)/sign-out-button";
import { AppearanceControls } from "../../../appearance/appearance-controls";
import { placesOf } from "./places";
import { CommandPalette } from "./search/command-palette";
import { PaletteTrigger } from "./search/palette-trigger";

interface Props {
  children: ReactNode;
  params: Promise<{ tenant: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await staffPage((await params).tenant);
  return { title: { default: tenant.name, template: `%s · ${tenant.name}` } };
}

/** The frame around the desk. It guards nothing: every page asks `staffPage` for itself. */
export default async function StaffLayout({ children, params }: Props) {
  const staff = await staffPage((await params).tenant);
  watchAfterwards();
  const words = await getTranslations("shell");
  const places = placesOf(staff.role);
  const base = `/t/${staff.tenant.slug}`;
  const finds = may(staff.role, "customers.read");
  const open = may(staff.role, "decisions.answer") ? await openDecisions(staff) : [];
  return (
    <StaffFrame
      tenant={staff.tenant}
      places={places}
      waiting={{ today: open.length }}
      namespaces={["palette"]}
      search={finds && <PaletteTrigger base={base} />}
      palette={finds && <CommandPalette base={base} places={places} />}
      account={<Account staff={staff} />}
      banner={
        env.isDemo && (
          <p className="border-b border-line bg-sunken px-4 py-1.5 text-center text-sm text-ink-2 print:hidden">
            {words("demoNotice")}
          </p>
        )
      }
    >
      {children}
    </StaffFrame>
  );
}

async function Account({ staff }: { staff: StaffScope }) {
  const [words, desks] = await Promise.all([getTranslations(), desksOf(staff.account.id)]);
  const links = [{ href: "/account", words: words("accounts.account.title") }];
  if (desks.length > 1) links.push({ href: "/tenants", words: words("shell.switchTenant") });
  return (
    <AccountPanel
      name={words("shell.signedInAs", { name: staff.account.name })}
      links={links}
      appearance={<AppearanceControls />}
      signOut={<SignOutButton />}
    />
  );
}
