import { getTranslations } from "next-intl/server";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { CustomerFieldDefinition } from "@/lib/customers/fields/schema";
import type { FilterOptions } from "@/lib/customers/list/filter-options";
import type { ListFilter, ListQuery } from "@/lib/customers/list/query";
import type { StaffScope } from "@/lib/web/staff";
import { pairsOf } from "./list-address";
import { QueryForm } from "./query-form";

export interface FilterProps {
  staff: StaffScope;
  query: ListQuery;
  options: FilterOptions;
  members: readonly Choice[];
}

/** What the list can be narrowed by, one control each. */
export async function FilterForm({ staff, query, options, members }: FilterProps) {
  const words = await getTranslations("customerList.filter");
  const value = (name: string) => query.filters.find((filter) => filter.name === name)?.value ?? "";
  const named = (list: readonly { id: string; name: string }[]): Choice[] =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const asked: { name: string; label: string; choices: Choice[] }[] = [
    { name: "tag", label: words("tag"), choices: named(options.tags) },
    { name: "group", label: words("group"), choices: named(options.groups) },
    { name: "segment", label: words("segment"), choices: named(options.segments) },
    {
      name: "responsible",
      label: words("responsible"),
      choices: [
        { value: "me", label: words("responsibleMe") },
        { value: "nobody", label: words("responsibleNobody") },
        ...members,
      ],
    },
    {
      name: "consent",
      label: words("consent"),
      choices: said(["yes", "no"], (key) => words(`consentIs.${key}`)),
    },
    { name: "came", label: words("came"), choices: said(["yes", "never"], (key) => words(`cameIs.${key}`)) },
    { name: "course", label: words("course"), choices: named(options.courses) },
    {
      name: "added",
      label: words("added"),
      choices: said(["7", "30", "90", "365"], (days) => words("addedIs", { days: Number(days) })),
    },
    {
      name: "phone",
      label: words("phone"),
      choices: said(["some", "none"], (key) => words(`phoneIs.${key}`)),
    },
  ];
  const first = new Set<string>();
  /** Of several values of one name the form shows the first; the others go along unseen. */
  const unseen = query.filters.filter(({ name }) => first.has(name) || !first.add(name));
  const elsewhere = pairsOf({ ...query, filters: [] });
  return (
    <QueryForm action={`/t/${staff.tenant.slug}/customers`} keep={[...elsewhere, ...unseen.map(pair)]}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {asked
          .filter(({ choices }) => choices.length > 0)
          .map(({ name, label, choices }) => (
            <SelectField
              key={name}
              name={name}
              label={label}
              defaultValue={value(name)}
              emptyWords={words("any")}
              choices={choices}
            />
          ))}
        {options.fields.map((field) => (
          <FieldFilter key={field.id} field={field} value={value(`field-${field.id}`)} />
        ))}
      </div>
      <div className="mt-4">
        <SubmitButton wide="phone">{words("apply")}</SubmitButton>
      </div>
    </QueryForm>
  );
}

const pair = ({ name, value }: ListFilter): [string, string] => [name, value];

const said = <Key extends string>(keys: readonly Key[], words: (key: Key) => string): Choice[] =>
  keys.map((key) => ({ value: key, label: words(key) }));

/** A field of one's own is asked for in the way of its kind. */
async function FieldFilter({ field, value }: { field: CustomerFieldDefinition; value: string }) {
  const words = await getTranslations();
  const name = `field-${field.id}`;
  const any = words("customerList.filter.any");
  if (field.kind === "choice" || field.kind === "choices") {
    const choices = field.options
      .filter(({ key, retired }) => !retired || key === value)
      .map(({ key, label }) => ({ value: key, label }));
    return (
      <SelectField name={name} label={field.label} defaultValue={value} emptyWords={any} choices={choices} />
    );
  }
  if (field.kind === "yes_no") {
    const choices = said(["yes", "no"], (key) => words(`common.${key}`));
    return (
      <SelectField name={name} label={field.label} defaultValue={value} emptyWords={any} choices={choices} />
    );
  }
  const hint = {
    number: words("customerList.filter.atLeast"),
    date: words("customerList.filter.from"),
    text: words("customerList.filter.contains"),
  }[field.kind];
  return (
    <TextField
      name={name}
      label={field.label}
      defaultValue={value}
      hint={hint}
      type={field.kind === "date" ? "date" : "text"}
      inputMode={field.kind === "number" ? "decimal" : undefined}
      maxLength={100}
      autoComplete="off"
    />
  );
}
