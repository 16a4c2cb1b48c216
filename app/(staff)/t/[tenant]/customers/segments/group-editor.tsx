"use client";

import clsx from "clsx";
import { Layers, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { FactInfo } from "@/lib/customers/segments/catalogue";
import { deepestGroup, type GroupNode } from "@/lib/customers/segments/comparisons";
import type { KeyedGroup, KeyedNode } from "./builder-state";
import { RowEditor } from "./row-editor";

export interface Editing {
  facts: FactInfo[];
  strict: boolean;
  change: (id: number, change: (node: KeyedNode) => KeyedNode | null) => void;
  add: (group: number, what: "row" | "group") => void;
  remove: (id: number, group: number) => void;
}

/** Conditions that go together, and groups within. `path` is its place, as people count: "2", "2-1". */
export function GroupEditor({
  group,
  path,
  depth,
  parent,
  editing,
}: {
  group: KeyedGroup;
  path: string;
  depth: number;
  parent: number | null;
  editing: Editing;
}) {
  const words = useTranslations("segments.group");
  const name = path === "" ? words("label") : words("name", { at: path });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid with its legend in it everywhere
    <div
      role="group"
      aria-label={name}
      className={clsx("grid gap-2", depth > 0 && "rounded-lg border border-line-strong bg-sunken p-3")}
    >
      <div className="flex items-end gap-2">
        <SelectField
          label={words("label")}
          hideLabel
          className="min-w-0 flex-1 sm:max-w-xs"
          value={group.mode}
          choices={(["all", "any", "none"] as const).map((mode) => ({ value: mode, label: words(mode) }))}
          onChange={(event) => {
            const mode = event.currentTarget.value as GroupNode["mode"];
            editing.change(group.id, (node) => ({ ...(node as KeyedGroup), mode }));
          }}
        />
        {parent !== null && (
          <IconButton
            label={words("remove")}
            icon={<Trash2 aria-hidden="true" className="size-5" />}
            onClick={() => editing.remove(group.id, parent)}
            className="ml-auto"
          />
        )}
      </div>
      {group.parts.length === 0 && <p className="py-1 text-[0.9375rem] text-ink-2">{words("empty")}</p>}
      {group.parts.map((part, at) => (
        <Fragment key={part.id}>
          {at > 0 && (
            <p className="pl-1 text-sm font-semibold text-ink-3">
              {words(group.mode === "all" ? "and" : "or")}
            </p>
          )}
          <Part
            part={part}
            path={path === "" ? String(at + 1) : `${path}-${at + 1}`}
            depth={depth + 1}
            parent={group.id}
            editing={editing}
          />
        </Fragment>
      ))}
      <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
        <Button
          data-add={group.id}
          icon={<Plus aria-hidden="true" className="size-5" />}
          onClick={() => editing.add(group.id, "row")}
        >
          {words("addRow")}
        </Button>
        {depth < deepestGroup - 1 && (
          <Button
            look="quiet"
            icon={<Layers aria-hidden="true" className="size-5" />}
            onClick={() => editing.add(group.id, "group")}
          >
            {words("addGroup")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Part({
  part,
  path,
  depth,
  parent,
  editing,
}: {
  part: KeyedNode;
  path: string;
  depth: number;
  parent: number;
  editing: Editing;
}) {
  const words = useTranslations("segments.row");
  if (part.kind === "group")
    return <GroupEditor group={part} path={path} depth={depth} parent={parent} editing={editing} />;
  const name = words("name", { at: path });
  if (part.kind === "row")
    return (
      <RowEditor
        row={part}
        name={name}
        facts={editing.facts}
        strict={editing.strict}
        change={(row) => editing.change(part.id, () => row)}
        remove={() => editing.remove(part.id, parent)}
      />
    );
  return (
    <div className="flex items-start gap-2 rounded-lg border border-dashed border-line-strong p-3">
      <div className="min-w-0 flex-1">
        <p>{part.words}</p>
        <p className="text-sm text-ink-3">{words("kept")}</p>
      </div>
      <IconButton
        label={words("remove", { name })}
        icon={<Trash2 aria-hidden="true" className="size-5" />}
        onClick={() => editing.remove(part.id, parent)}
      />
    </div>
  );
}
