"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type StaffPlace, staffPlaces } from "@/components/shell/staff-places";
import { buttonClass } from "@/components/ui/button";
import { backdropClass } from "@/components/ui/overlay-class";
import { type PaletteEntry, PaletteItem } from "./palette-item";
import { paletteHandle } from "./palette-trigger";
import { useFoundCustomers } from "./use-found-customers";

interface Group {
  value: "customers" | "places";
  items: PaletteEntry[];
}

const mostCounted = 1000;

/** The search over every page of the desk: `/` outside of fields, Ctrl K or ⌘K anywhere. */
export function CommandPalette({ base, places }: { base: string; places: readonly StaffPlace[] }) {
  const words = useTranslations("palette");
  useShortcut();
  return (
    <Dialog.Root handle={paletteHandle}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          aria-label={words("title")}
          className="fixed inset-x-0 top-0 z-50 flex max-h-[100dvh] flex-col border border-line bg-surface text-ink outline-none transition duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 motion-reduce:transition-none max-sm:h-[100dvh] max-sm:border-0 sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[70dvh] sm:w-[min(38rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:rounded-xl"
        >
          <Palette base={base} places={places} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ base, places }: { base: string; places: readonly StaffPlace[] }) {
  const words = useTranslations("palette");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const { found, isFresh, failed } = useFoundCustomers(base, typed);
  const placeEntries = usePlaces(base, places, typed);
  const asked = typed.trim();
  const list = `${base}/customers?q=${encodeURIComponent(asked)}`;

  const customers: PaletteEntry[] = (found?.customers ?? []).map((customer) => ({
    kind: "customer",
    value: `${base}/customers/${customer.id}`,
    label: customer.name,
    customer,
  }));
  if (asked && found && found.total > customers.length)
    customers.push({
      kind: "everybody",
      value: list,
      label:
        found.total >= mostCounted
          ? words("everybodyMany", { text: asked })
          : words("everybody", { text: asked, count: found.total }),
    });
  // Before the answer there is something for Enter to open, too.
  if (asked && customers.length === 0 && !(isFresh && found))
    customers.push({ kind: "everybody", value: list, label: words("inList", { text: asked }) });
  const groups: Group[] = [
    { value: "customers" as const, items: customers },
    { value: "places" as const, items: placeEntries },
  ].filter(({ items }) => items.length > 0);

  /** `Enter` faster than the answer would open somebody found by other words: then the list answers. */
  const open = (entry: PaletteEntry, byKeyboard: boolean) => {
    paletteHandle.close();
    router.push(byKeyboard && asked && !isFresh && entry.kind === "customer" ? list : entry.value);
  };
  const status = () => {
    if (!asked) return "";
    if (!isFresh) return words("searching");
    if (failed || !found) return words("failed");
    if (found.total === 0) return words("none", { text: asked });
    return found.total >= mostCounted ? words("foundMany") : words("found", { count: found.total });
  };

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={typed}
      onValueChange={(value, { reason }) => {
        if (reason !== "item-press") setTyped(value);
      }}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b border-line pr-1.5 pl-4">
        <Search aria-hidden="true" className="size-5 shrink-0 text-ink-3" />
        <Autocomplete.Input
          aria-label={words("label")}
          placeholder={words("placeholder")}
          maxLength={100}
          enterKeyHint="go"
          autoComplete="off"
          // The Enter that ends a syllable in an input method opens nothing.
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) event.preventBaseUIHandler();
          }}
          className="min-h-14 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-3"
        />
        <Dialog.Close aria-label={words("close")} className={buttonClass({ look: "quiet", size: "icon" })}>
          <X aria-hidden="true" className="size-5" />
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="min-h-8 px-4 pt-2 text-sm text-ink-3">{status()}</Autocomplete.Status>
      <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain px-2 pb-2">
        {(group: Group) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-2">
            <Autocomplete.GroupLabel className="px-2 py-1 text-xs font-semibold text-ink-3">
              {words(group.value)}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: PaletteEntry) => <PaletteItem key={entry.value} entry={entry} onOpen={open} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p aria-hidden="true" className="border-t border-line px-4 py-2 text-xs text-ink-3 max-lg:hidden">
        {words("keys")}
      </p>
    </Autocomplete.Root>
  );
}

function usePlaces(base: string, places: readonly StaffPlace[], typed: string): PaletteEntry[] {
  const words = useTranslations("shell.nav");
  const asked = typed.trim().toLowerCase();
  return staffPlaces
    .filter(({ key }) => places.includes(key) && words(key).toLowerCase().includes(asked))
    .map(({ key, path, icon }) => ({ kind: "place", value: `${base}/${path}`, label: words(key), icon }));
}

function useShortcut(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField = (event.target as HTMLElement).closest(
        "input, textarea, select, [contenteditable=true], [role=dialog]",
      );
      const slash = event.key === "/" && !inField && !event.ctrlKey && !event.metaKey && !event.altKey;
      // With a Korean layout the key of K writes ㅏ.
      const find =
        event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!(slash || find) || event.defaultPrevented) return;
      event.preventDefault();
      paletteHandle.open(null);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
