import type { Condition } from "@/lib/rules/rules";

import { fieldOf, type ListFilter } from "./query";

/** What the filters of an address mean depends on who looks and on what the business has. */
export interface FilterWorld {
  /** The membership that "me" is; null for the system, who is responsible for nobody. */
  me: string | null;
  /** Kinds of own fields by their id. */
  fields: ReadonlyMap<string, string>;
  /** Conditions of segments by their key. */
  segments: ReadonlyMap<string, Condition>;
}

const nobody: Condition = { any: [] };

/** The filters as one condition of the language that segments are written in: all of them must hold. */
export const conditionOf = (filters: readonly ListFilter[], world: FilterWorld): Condition => ({
  all: filters.map((filter) => conditionOfOne(filter, world)),
});

function conditionOfOne({ name, value }: ListFilter, world: FilterWorld): Condition {
  switch (name) {
    case "tag":
      return { fact: "customer.tags", is: "contains", value };
    case "group":
      return { fact: "customer.groups", is: "contains", value };
    case "segment":
      return world.segments.get(value) ?? nobody;
    case "responsible":
      return responsibleIs(value, world.me);
    case "consent":
      return { fact: "consent.sms", is: value === "yes" ? "eq" : "ne", value: "given" };
    case "came":
      return value === "yes"
        ? { fact: "attendance.attended", is: "gte", value: 1 }
        : { fact: "attendance.attended", is: "eq", value: 0 };
    case "course":
      return { fact: "enrollment.courses", is: "contains", value };
    case "added":
      return { fact: "customer.createdAt", is: "after", value: { days: -Number(value) } };
    case "phone":
      return { fact: "customer.phone", is: "eq", value: value === "some" };
    default:
      return fieldIs(fieldOf(name) ?? "", value, world);
  }
}

function responsibleIs(value: string, me: string | null): Condition {
  if (value === "nobody") return { fact: "customer.assignee", is: "exists", value: false };
  const member = value === "me" ? me : value;
  return member ? { fact: "customer.assignee", is: "eq", value: member } : nobody;
}

/** A word inside a text, one of the choices, at least a number, from a day on. */
function fieldIs(id: string, value: string, { fields }: FilterWorld): Condition {
  const fact = `field.${id}`;
  switch (fields.get(id)) {
    case "text":
    case "choices":
      return { fact, is: "contains", value };
    case "choice":
      return { fact, is: "eq", value };
    case "yes_no":
      return { fact, is: "eq", value: value === "yes" };
    case "number": {
      const number = Number(value.replaceAll(/[,\s]/g, ""));
      return Number.isFinite(number) ? { fact, is: "gte", value: number } : nobody;
    }
    case "date":
      return fromDay(fact, value);
    default:
      return nobody;
  }
}

/** That day or later: after noon of the day before in Greenwich, which lies between two midnights from -12 to +12 hours. */
function fromDay(fact: string, day: string): Condition {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  if (Number.isNaN(midnight)) return nobody;
  return { fact, is: "after", value: new Date(midnight - 12 * 3_600_000).toISOString() };
}
