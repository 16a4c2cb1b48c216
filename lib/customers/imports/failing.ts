import type { z } from "zod";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type Doer, leave, working } from "./imports";
import type { oneImportInput } from "./schema";

/**
 * Says of an import on which every attempt failed that it failed, and at what. Nothing is lost: what was brought in stays, and the same
 * can be tried again.
 */
export async function giveUpImport(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async ({ db }) => {
    const at = await db.customerImport.findFirst({
      where: { id, state: { in: [...working] } },
      select: { state: true },
    });
    if (at)
      await db.customerImport.updateMany({
        where: { id, state: at.state },
        data: { state: "failed", problem: at.state, version: { increment: 1 } },
      });
  });
}

/** Goes on with what failed, behind what was done already. */
export async function tryImportAgain(
  tenant: TenantScope,
  { id }: z.output<typeof oneImportInput>,
  who: Doer = "worker",
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const failed = await tx.db.customerImport.findFirst({
      where: { id, state: "failed" },
      select: { problem: true },
    });
    const { count } = await tx.db.customerImport.updateMany({
      where: { id, state: "failed", problem: failed?.problem ?? "" },
      data: { state: failed?.problem ?? "", problem: null, version: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "imports.notNow");
    await leave(tx, id, who);
  });
}
