import { z } from "zod";
import { requiredText, tick } from "@/lib/platform/form-fields";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "./customers";

export const noteInput = z.object({ customerId: z.uuid(), text: requiredText(4000), private: tick });
export type NoteInput = z.input<typeof noteInput>;

/**
 * Which notes somebody may see: those of the business, and their own private ones. Whatever reads notes for a person
 * (timeline, search, export) asks with this.
 */
export const notesSeenBy = ({ actor }: TenantScope) => ({
  OR: [{ private: false }, ...(actor.id ? [{ authorId: actor.id }] : [])],
});

/** A note of the business about a customer; the customer does not see it. A private one is seen by its author alone. */
export async function addNote(tenant: TenantScope, given: NoteInput): Promise<{ id: string }> {
  const { customerId, text, private: privately } = noteInput.parse(given);
  if (privately && !tenant.actor.id) throw new Refusal("forbidden", "errors.forbidden");
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    return tx.db.customerNote.create({
      data: {
        tenantId: tx.tenantId,
        id: newId(),
        customerId,
        text,
        private: privately,
        authorId: tx.actor.id,
        authorName: tx.actor.name ?? null,
        createdAt: tx.now,
      },
      select: { id: true },
    });
  });
}
