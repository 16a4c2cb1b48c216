"use client";

import clsx from "clsx";
import { MoreHorizontal } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef } from "react";
import { PageLink } from "../ui/page-link";
import { type StaffPlace, staffPlaces, type Waiting } from "./staff-places";

interface NavigationProps {
  /** "/t/demo" */
  base: string;
  waiting: Waiting;
  /** What this person may open. */
  places: readonly StaffPlace[];
}

/** The list at the left on a laptop. Settings stand apart at its foot. */
export function StaffSideNavigation({ base, waiting, places }: NavigationProps) {
  const words = useTranslations("shell");
  return (
    <nav aria-label={words("mainNavigation")} className="flex flex-1 flex-col">
      <ul className="flex flex-1 flex-col gap-0.5">
        {staffPlaces
          .filter(({ key }) => places.includes(key))
          .map((place) => (
            <li key={place.key} className={clsx(place.key === "settings" && "mt-auto")}>
              <PlaceLink base={base} place={place} waiting={waiting[place.key]} />
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** The tabs at the thumb on a phone. "More" opens a sheet, also without JavaScript. */
export function StaffTabs({ base, waiting, places, children }: NavigationProps & { children: ReactNode }) {
  const words = useTranslations("shell");
  const sheetId = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const current = useCurrentPlace(base);
  const open = staffPlaces.filter(({ key }) => places.includes(key));
  const more = open.slice(4);
  const moreIsCurrent = more.some((place) => place.key === current);
  return (
    <nav
      aria-label={words("mainNavigation")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      <ul className="mx-auto flex max-w-xl">
        {open.slice(0, 4).map(({ key, path, icon: PlaceIcon }) => (
          <li key={key} className="min-w-0 flex-1">
            <PageLink
              href={`${base}/${path}`}
              aria-current={current === key ? "page" : undefined}
              className={tabClass}
            >
              <span className="relative">
                <PlaceIcon
                  aria-hidden="true"
                  className="size-[1.375rem]"
                  strokeWidth={current === key ? 2.25 : 1.75}
                />
                {!!waiting[key] && (
                  <span className="absolute -top-1.5 left-3.5 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-[1.125rem] font-bold text-accent-ink tabular-nums">
                    <span aria-hidden="true">{waiting[key]}</span>
                    <span className="sr-only">{words("waiting", { count: waiting[key] })}</span>
                  </span>
                )}
              </span>
              <span className="max-w-full">{words(`nav.${key}`)}</span>
            </PageLink>
          </li>
        ))}
        <li className="min-w-0 flex-1">
          <button
            type="button"
            popoverTarget={sheetId}
            className={clsx(tabClass, "w-full", moreIsCurrent && "text-accent font-bold")}
          >
            <MoreHorizontal aria-hidden="true" className="size-[1.375rem]" strokeWidth={1.75} />
            {words("nav.more")}
          </button>
        </li>
      </ul>
      <div
        ref={sheet}
        id={sheetId}
        popover="auto"
        className="fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none rounded-t-xl border-t border-line bg-surface px-4 pt-4 pb-[calc(1.25rem+env(safe-area-inset-bottom))] text-ink backdrop:bg-shade"
      >
        <ul className="mb-4 grid gap-0.5">
          {more.map((place) => (
            <li key={place.key}>
              <PlaceLink
                base={base}
                place={place}
                waiting={waiting[place.key]}
                onFollow={() => sheet.current?.hidePopover()}
              />
            </li>
          ))}
        </ul>
        {children}
      </div>
    </nav>
  );
}

const tabClass =
  "flex min-h-15 flex-col items-center justify-center gap-0.5 px-0.5 text-[min(0.8125rem,4vw)] text-ink-3 has-data-pending:text-ink aria-[current=page]:font-bold aria-[current=page]:text-accent focus-visible:-outline-offset-2";

function PlaceLink({
  base,
  place: { key, path, icon: PlaceIcon },
  waiting,
  onFollow,
}: {
  base: string;
  place: (typeof staffPlaces)[number];
  waiting: number | undefined;
  onFollow?: () => void;
}) {
  const words = useTranslations("shell");
  const current = useCurrentPlace(base) === key;
  return (
    <PageLink
      href={`${base}/${path}`}
      onClick={onFollow}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center gap-3 rounded-md px-3 text-[0.9375rem] text-ink-2 hover:bg-sunken hover:text-ink has-data-pending:bg-sunken has-data-pending:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
    >
      <PlaceIcon
        aria-hidden="true"
        className="size-[1.125rem] shrink-0"
        strokeWidth={current ? 2.25 : 1.75}
      />
      <span className="flex-1 truncate">{words(`nav.${key}`)}</span>
      {!!waiting && (
        <span className="font-semibold text-accent tabular-nums">
          <span aria-hidden="true">{waiting}</span>
          <span className="sr-only">{words("waiting", { count: waiting })}</span>
        </span>
      )}
    </PageLink>
  );
}

function useCurrentPlace(base: string) {
  const below = usePathname().slice(base.length + 1);
  return staffPlaces.find(({ path }) => below === path || below.startsWith(`${path}/`))?.key;
}
