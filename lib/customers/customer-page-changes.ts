import { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { optionalText, requiredText } from "@/lib/platform/form-fields";
import { searchText } from "@/lib/platform/formats/choseong";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { addNote } from "./notes";
import { personOrRefuse, readPerson } from "./person";
import { customerOfNumber, newCustomerSharing, recogniseAndLock } from "./recognise";

/** Says at its field what is wrong with a name or a number. */
function checkPerson(typed: { name: string; phone: string }, context: z.RefinementCtx): void {
  const reading = readPerson(typed, { landlineToo: true });
  if (reading.kind === "person") return;
  for (const [field, refusal] of Object.entries(reading.fields))
    context.addIssue({ code: "custom", path: [field], message: refusal.reason });
}

export const newCustomerInput = z
  .object({
    name: requiredText(100),
    phone: requiredText(40),
    shop: optionalText(80),
    note: optionalText(4000),
    /** Of a number somebody else goes by: the same person under another name, or another one who shares it. */
    whose: z.enum(["same", "another"]).optional(),
  })
  .superRefine(checkPerson);

/** Who goes by this number under another name; null where nobody does, and there is nothing to ask. */
export async function otherOfNumber(
  tenant: TenantScope,
  given: { name: string; phone: string },
): Promise<{ id: string; name: string } | null> {
  const person = personOrRefuse(given, { landlineToo: true });
  return inTransaction(tenant, async (tx) => {
    const owner = await customerOfNumber(tx, person.phone.e164, person.name);
    const other = owner && searchText(owner.name) !== searchText(person.name);
    return other ? { id: owner.id, name: owner.name } : null;
  });
}

/**
 * Somebody who phoned. A number that is known belongs to its customer already: then that one is answered, `known`, and
 * only the note is added; unless `whose` says that it is another person's who shares the number. No consent follows.
 */
export async function addCustomer(
  tenant: TenantScope,
  given: z.output<typeof newCustomerInput>,
): Promise<{ id: string; known: boolean }> {
  const person = personOrRefuse(given, { landlineToo: true });
  return inTransaction(tenant, async (tx) => {
    const about = { ...person, shop: given.shop ?? undefined, source: "phone" };
    const { id, known } =
      given.whose === "another"
        ? { ...(await newCustomerSharing(tx, about)), known: false }
        : await recogniseAndLock(tx, about);
    if (!known) await recordEvent(tx, "customer.added", { kind: "customer", id, customerId: id });
    if (given.note) await addNote(tx, { customerId: id, text: given.note });
    return { id, known };
  });
}
