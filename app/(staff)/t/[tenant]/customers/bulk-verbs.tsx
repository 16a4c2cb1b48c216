"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { type BulkVerb, bulkVerbs } from "@/lib/customers/bulk/schema";
import type { useActionForm } from "../../../../form/use-action-form";

export interface BulkChoices {
  tags: readonly Choice[];
  groups: readonly Choice[];
  members: readonly Choice[];
  me: string;
}

/** Shows the field of the chosen verb, also without JavaScript; the names stand here whole for the style sheet. */
const shownFor: Record<BulkVerb, string> = {
  tag: "hidden group-has-[option[value=tag]:checked]/verb:block",
  untag: "hidden group-has-[option[value=untag]:checked]/verb:block",
  group: "hidden group-has-[option[value=group]:checked]/verb:block",
  ungroup: "hidden group-has-[option[value=ungroup]:checked]/verb:block",
  assign: "hidden group-has-[option[value=assign]:checked]/verb:block",
  task: "hidden group-has-[option[value=task]:checked]/verb:flex",
};

/** What can be done to many, and what each of it asks for. */
export function Verbs({
  choices: { tags, groups, members, me },
  form,
}: {
  choices: BulkChoices;
  form: Pick<ReturnType<typeof useActionForm>, "field">;
}) {
  const words = useTranslations("customerList.bulk");
  const known = useId();
  const possible = bulkVerbs.filter(
    (verb) =>
      (verb !== "untag" || tags.length > 0) &&
      ((verb !== "group" && verb !== "ungroup") || groups.length > 0),
  );
  return (
    <div className="grid gap-3 sm:grid-cols-[12rem_1fr]">
      <SelectField
        {...form.field("verb", "tag")}
        label={words("verb")}
        choices={possible.map((verb) => ({ value: verb, label: words(`verbs.${verb}`) }))}
      />
      <div>
        <div className={shownFor.tag}>
          <TextField
            {...form.field("tag")}
            label={words("tag")}
            list={known}
            maxLength={40}
            autoComplete="off"
          />
          <datalist id={known}>
            {tags.map(({ value, label }) => (
              <option key={value} value={label} />
            ))}
          </datalist>
        </div>
        <div className={shownFor.untag}>
          <SelectField {...form.field("untag")} label={words("untag")} choices={[...tags]} />
        </div>
        <div className={shownFor.group}>
          <SelectField {...form.field("group")} label={words("group")} choices={[...groups]} />
        </div>
        <div className={shownFor.ungroup}>
          <SelectField {...form.field("ungroup")} label={words("group")} choices={[...groups]} />
        </div>
        <div className={shownFor.assign}>
          <SelectField
            {...form.field("assignee", me)}
            label={words("assignee")}
            emptyWords={words("nobody")}
            choices={[...members]}
          />
        </div>
        <div className={`${shownFor.task} flex-wrap gap-3`}>
          <TextField
            {...form.field("title")}
            label={words("task")}
            maxLength={200}
            autoComplete="off"
            className="min-w-48 flex-1"
          />
          <TextField {...form.field("dueOn")} type="date" label={words("due")} />
          <SelectField
            {...form.field("owner", me)}
            label={words("owner")}
            emptyWords={words("nobody")}
            choices={[...members]}
          />
        </div>
      </div>
    </div>
  );
}
