import { z } from "zod";
import { accessActs } from "@/lib/platform/access-log";
import { addDays, addMonths } from "@/lib/platform/zoned-time";
import type { AccessFilter } from "@/lib/privacy/accesses";

export type Asked = Record<string, string | string[] | undefined>;

const usualDays = 30;
const monthText = /^20\d\d-(0[1-9]|1[0-2])$/;

export interface AskedAccess {
  filter: AccessFilter;
  month: string | null;
  after: string | undefined;
}

/** What an address asks of the log; what is not well-formed is left out. A month sets the days. */
export function askedAccess(asked: Asked, today: string, zone: string): AskedAccess {
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const day = (name: string) => z.iso.date().safeParse(one(name)).data;
  const month = monthText.test(one("month") ?? "") ? (one("month") as string) : null;
  const [from, to] = month
    ? [`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1)]
    : [day("from") ?? addDays(today, -usualDays), day("to") ?? today];
  return {
    filter: {
      from,
      to,
      zone,
      member: z.uuid().safeParse(one("member")).data,
      act: accessActs.find((act) => act === one("act")),
      customerId: z.uuid().safeParse(one("customer")).data,
    },
    month,
    after: one("after"),
  };
}

/** The same as a query, without the page. */
export function accessQuery({ filter, month }: AskedAccess): URLSearchParams {
  const { from, to, member, act, customerId } = filter;
  return new URLSearchParams({
    ...(month ? { month } : { from, to }),
    ...(member ? { member } : {}),
    ...(act ? { act } : {}),
    ...(customerId ? { customer: customerId } : {}),
  });
}
