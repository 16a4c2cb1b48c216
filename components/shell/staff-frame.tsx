import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Toaster } from "../ui/toaster";
import { Brand } from "./brand";
import { ClientMessages } from "./client-messages";
import { SkipLink } from "./skip-link";
import { StaffSideNavigation, StaffTabs } from "./staff-navigation";
import { everyPlace, type StaffPlace, type Waiting } from "./staff-places";

interface StaffFrameProps {
  tenant: { slug: string; name: string };
  /** What this person's role may open; everything when left out. */
  places?: readonly StaffPlace[];
  /** What waits for a person, shown beside the places. */
  waiting?: Waiting;
  /** Domains whose words client components below need. */
  namespaces?: Parameters<typeof ClientMessages>[0]["namespaces"];
  /** Name, other businesses, language, brightness, sign-out: at the foot of the list, and under "more" on a phone. */
  account?: ReactNode;
  /** What opens the search: over the places on a laptop, under "more" on a phone. */
  search?: ReactNode;
  /** The search itself. */
  palette?: ReactNode;
  /** A line over everything, as the demo's. */
  banner?: ReactNode;
  children: ReactNode;
}

/** The staff desk around a page: places at the left on a laptop, at the thumb on a phone. */
export function StaffFrame({ namespaces, ...props }: StaffFrameProps) {
  return (
    <ClientMessages namespaces={namespaces}>
      <StaffDesk {...props} />
    </ClientMessages>
  );
}

function StaffDesk({
  tenant,
  waiting = {},
  places = everyPlace,
  account,
  search,
  palette,
  banner,
  children,
}: Omit<StaffFrameProps, "namespaces">) {
  const words = useTranslations();
  const base = `/t/${tenant.slug}`;
  return (
    <>
      <SkipLink>{words("shell.skipToContent")}</SkipLink>
      {banner && <aside aria-label={words("shell.notice")}>{banner}</aside>}
      <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
        <header className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line px-3 py-5 lg:flex print:hidden">
          <div className="mb-3">
            <Brand product={words("common.productName")} tenant={tenant.name} href={`${base}/today`} />
          </div>
          {search && <div className="mb-3">{search}</div>}
          <StaffSideNavigation base={base} waiting={waiting} places={places} />
          {account && <div className="mt-3 border-t border-line pt-3">{account}</div>}
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-[70rem] px-4 pt-5 pb-28 outline-none sm:px-8 lg:px-10 lg:pt-8 lg:pb-16 print:p-0"
        >
          {children}
        </main>
      </div>
      <StaffTabs base={base} waiting={waiting} places={places}>
        {search && <div className="mb-4">{search}</div>}
        {account}
      </StaffTabs>
      {palette}
      <Toaster closeLabel={words("common.close")} />
    </>
  );
}
