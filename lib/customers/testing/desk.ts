import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import { type CustomerPage, customerPage } from "../customer-page";
import { addCustomer } from "../customer-page-changes";

/** A tenant with a member at work who is nobody's account. */
export async function deskOfOwn(): Promise<TenantScope> {
  return { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
}

let calls = 0;

/** A customer who phoned, with a number of their own. */
export async function called(
  tenant: TenantScope,
  given: { name?: string; phone?: string; shop?: string; whose?: "another" } = {},
): Promise<string> {
  calls += 1;
  const {
    name = "김영희",
    phone = `010-7${String(calls).padStart(3, "0")}-0001`,
    shop = null,
    whose,
  } = given;
  return (await addCustomer(tenant, { name, phone, shop, note: null, whose })).id;
}

/** The page of a customer who is there. */
export async function pageOf(tenant: TenantScope, id: string): Promise<CustomerPage> {
  const page = await customerPage(tenant, id);
  if (!page) throw new Error("no such customer");
  return page;
}

export const rowOf = (tenant: TenantScope, id: string) =>
  inTransaction(tenant, ({ db }) => db.customer.findFirstOrThrow({ where: { id } }));

/** The reason of a refusal, or "done". */
export const reasonOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { reason?: string }) => error.reason ?? String(error),
  );
