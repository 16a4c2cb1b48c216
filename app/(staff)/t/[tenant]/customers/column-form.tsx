import { getTranslations } from "next-intl/server";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SubmitButton } from "@/components/ui/submit-button";
import { plainColumns, readListQuery } from "@/lib/customers/list/query";
import type { FilterProps } from "./filter-form";
import { pairsOf } from "./list-address";
import { QueryForm } from "./query-form";

/** Which columns the list shows; the choice stands in its address, and so in its views. */
export async function ColumnForm({ staff, query, options }: FilterProps) {
  const words = await getTranslations("customerList.columns");
  const usual = readListQuery({}).columns;
  const keep = pairsOf({ ...query, columns: usual });
  const all = [
    ...plainColumns.map((key) => ({ key: key as string, label: words(key) })),
    ...options.fields.map(({ id, label }) => ({ key: `field-${id}`, label })),
  ];
  return (
    <QueryForm action={`/t/${staff.tenant.slug}/customers`} keep={keep}>
      <Fieldset legend={words("legend")} hint={words("hint")}>
        <div className="grid sm:grid-cols-2 lg:grid-cols-3">
          {all.map(({ key, label }) => (
            <Checkbox
              key={key}
              name="show"
              value={key}
              label={label}
              defaultChecked={query.columns.some((column) => column === key)}
            />
          ))}
        </div>
      </Fieldset>
      <div className="mt-3">
        <SubmitButton look="secondary" wide="phone">
          {words("apply")}
        </SubmitButton>
      </div>
    </QueryForm>
  );
}
