"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { ArrowRight, type LucideIcon, User } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FoundCustomer } from "@/lib/customers/found-customers";

/** Something the search opens; `value` is its address. */
export type PaletteEntry = { value: string; label: string } & (
  | { kind: "customer"; customer: FoundCustomer }
  | { kind: "everybody" }
  | { kind: "place"; icon: LucideIcon }
);

export function PaletteItem({
  entry,
  onOpen,
}: {
  entry: PaletteEntry;
  onOpen: (entry: PaletteEntry, byKeyboard: boolean) => void;
}) {
  const Icon = entry.kind === "place" ? entry.icon : entry.kind === "customer" ? User : ArrowRight;
  return (
    <Autocomplete.Item
      value={entry}
      // A click that no pointer made comes from Enter.
      onClick={(event) => onOpen(entry, event.detail === 0)}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 outline-none select-none data-highlighted:bg-sunken"
    >
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <span className={entry.kind === "customer" ? "font-semibold" : undefined}>{entry.label}</span>
          {entry.kind === "customer" && entry.customer.shop && (
            <span className="ml-2 text-sm text-ink-2">{entry.customer.shop}</span>
          )}
        </span>
        {entry.kind === "customer" && <Because customer={entry.customer} />}
      </span>
      {entry.kind === "customer" && entry.customer.lastFour && (
        <span className="shrink-0 text-sm text-ink-3 tabular-nums">{entry.customer.lastFour}</span>
      )}
    </Autocomplete.Item>
  );
}

function Because({ customer: { because, shop } }: { customer: FoundCustomer }) {
  const words = useTranslations("palette.because");
  if (!because || (because.kind === "shop" && because.text === shop)) return null;
  return (
    <span className="block truncate text-sm text-ink-2">
      <span className="text-ink-3">{words(because.kind)}</span> {because.text}
    </span>
  );
}
