import type { Tx } from "@/lib/platform/tenancy";

import { fieldValuesOf, namedFieldsOf } from "./fields";
import { fieldVariable } from "./schema";
import { fieldValueWords } from "./value-words";

/** What texts can say of own fields: the variables that are offered, and all that are understood (earlier labels too). */
export async function fieldVariablesOf(tx: Tx): Promise<{ offered: string[]; understood: string[] }> {
  const named = await namesOf(tx);
  return {
    offered: named.map(({ field }) => fieldVariable(field.label)),
    understood: named.flatMap(({ variables }) => variables),
  };
}

/** The values of customers' own fields by variable, in both languages; one without a value is absent. */
export async function fieldVariableValues(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Record<"ko" | "en", Record<string, string>>>> {
  const named = await namesOf(tx);
  const values = named.length > 0 ? await fieldValuesOf(tx, customerIds) : new Map();
  return new Map(
    customerIds.map((id) => {
      const said = (locale: "ko" | "en") =>
        Object.fromEntries(
          named.flatMap(({ field, variables }) => {
            const value = values.get(id)?.get(field.id);
            if (value === undefined) return [];
            const words = fieldValueWords(field, value, locale);
            return variables.map((variable) => [variable, words]);
          }),
        );
      return [id, { ko: said("ko"), en: said("en") }];
    }),
  );
}

const namesOf = async (tx: Tx) =>
  (await namedFieldsOf(tx)).map(({ field, formerLabels }) => ({
    field,
    variables: [field.label, ...formerLabels].map(fieldVariable),
  }));
