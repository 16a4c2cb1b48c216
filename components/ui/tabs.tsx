"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./tab-class";

/** Views of one thing that need no address of their own. Filters and lists use LinkTabs, so that they can be shared. */
export function Tabs({
  label,
  tabs,
  initial,
}: {
  label: string;
  tabs: { value: string; label: ReactNode; content: ReactNode }[];
  initial?: string;
}) {
  return (
    <Base.Root defaultValue={initial ?? tabs[0]?.value}>
      <Base.List aria-label={label} activateOnFocus className={tabListClass}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={tabClass}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="rounded-lg pt-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
