"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { FactInfo } from "@/lib/customers/segments/catalogue";
import { comparisons, type RowNode } from "@/lib/customers/segments/comparisons";

const months = Array.from({ length: 12 }, (_, at) => String(at + 1));

/** The control that a comparison needs: a word, a number, days, a day, or something to choose. */
export function ValueControl({
  row,
  info,
  error,
  change,
}: {
  row: RowNode;
  info: FactInfo;
  error: string | undefined;
  change: (values: Partial<RowNode>) => void;
}) {
  const words = useTranslations("segments");
  const needed = comparisons[row.compare];
  const set = (value: string) => change({ value });
  const common = { label: words("row.value"), hideLabel: true, error, value: row.value };
  if (needed === "nothing") return <span className="hidden sm:block" />;
  if (needed === "options") return <OptionTicks {...{ row, info, error, change }} />;
  if (needed === "option")
    return (
      <SelectField
        {...common}
        hint={info.options?.length ? undefined : words("row.noOptions")}
        emptyWords={words("row.value")}
        choices={withDeleted(info, [row.value], words("row.deleted"))}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  if (info.unit === "month")
    return (
      <SelectField
        {...common}
        emptyWords={words("row.value")}
        choices={months.map((month) => ({ value: month, label: words("month", { month }) }))}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  const unit = needed === "days" ? words("unit.days") : info.unit && words(`unit.${info.unit}`);
  return (
    <TextField
      {...common}
      label={needed === "days" || needed === "date" ? words(`row.${needed}`) : words("row.value")}
      type={needed === "date" ? "date" : "text"}
      inputMode={needed === "days" ? "numeric" : needed === "number" ? "decimal" : undefined}
      unit={needed === "number" || needed === "days" ? unit : undefined}
      maxLength={needed === "text" ? 500 : 20}
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

/** What a line chose long ago stays to be seen, even when it is gone from the list. */
function withDeleted(info: FactInfo, chosen: string[], deleted: string) {
  const known = (info.options ?? []).filter(({ value, retired }) => !retired || chosen.includes(value));
  const gone = chosen.filter((one) => one !== "" && !known.some(({ value }) => value === one));
  return [...known, ...gone.map((value) => ({ value, label: deleted }))];
}

function OptionTicks({
  row,
  info,
  error,
  change,
}: {
  row: RowNode;
  info: FactInfo;
  error: string | undefined;
  change: (values: Partial<RowNode>) => void;
}) {
  const words = useTranslations("segments.row");
  return (
    <Fieldset legend={words("options")} error={error}>
      {withDeleted(info, row.values, words("deleted")).map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={row.values.includes(value)}
          onChange={(event) =>
            change({
              values: event.currentTarget.checked
                ? [...row.values, value]
                : row.values.filter((one) => one !== value),
            })
          }
        />
      ))}
    </Fieldset>
  );
}
