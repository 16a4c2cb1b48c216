import { moveClock, resetClock } from "../clock";
import { newId } from "../ids";
import { newLinkCode } from "../secrets";
import { inTransaction, type Locale, systemScope, type TenantScope } from "../tenancy";

/** A tenant of a test's own, with settings; named so that two tests never meet. */
export async function makeTenant(
  given: { locale?: Locale; zone?: string; slug?: string; name?: string } = {},
): Promise<TenantScope> {
  const tenantId = newId();
  const scope = systemScope(tenantId, given.locale ?? "ko");
  await inTransaction(scope, async ({ db, now }) => {
    await db.tenant.create({
      data: {
        id: tenantId,
        slug: given.slug ?? `t${tenantId.slice(-12)}`,
        linkCode: newLinkCode(),
        name: given.name ?? "시험 사업장",
        zone: given.zone ?? "Asia/Seoul",
        locale: given.locale ?? "ko",
        createdAt: now,
      },
    });
    await db.tenantSettings.create({
      data: {
        tenantId,
        businessName: given.name ?? "시험 사업장",
        phone: "02-000-0000",
        optOutNumber: "080-123-4567",
      },
    });
  });
  return scope;
}

/** Freezes business time for every tenant of this test's database: one file moves it at a time (vitest runs files of the db project apart). */
export const moveClockTo = (at: Date | string): Promise<void> => moveClock(new Date(at), { frozen: true });

export { resetClock };
