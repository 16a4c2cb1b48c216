import type { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Basics, Footer, optOutInput, privacyInput } from "./schema";

export interface Settings {
  version: number;
  name: string;
  zone: string;
  locale: string;
  brandColor: string | null;
  introduction: string | null;
  businessName: string | null;
  representative: string | null;
  businessNumber: string | null;
  address: string | null;
  phone: string | null;
  email: string | null;
  privacyPolicy: string | null;
  optOutNumber: string | null;
}

export async function settingsOf(tenant: TenantScope): Promise<Settings> {
  return inTransaction(tenant, async ({ db, tenantId }) => {
    const facts = await db.tenant.findUniqueOrThrow({
      where: { id: tenantId },
      select: { name: true, zone: true, locale: true, brandColor: true },
    });
    const settings = await db.tenantSettings.findUniqueOrThrow({
      where: { tenantId },
      omit: { tenantId: true, attendanceGraceHours: true },
    });
    return { ...facts, ...settings };
  });
}

/** Name, zone, language, colour and words of a tenant. Its address never changes. */
export async function changeBasics(
  tenant: TenantScope,
  { version, introduction, ...facts }: Basics,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    await changeSettings(tx, version, "basics", { introduction });
    await tx.db.tenant.update({ where: { id: tx.tenantId }, data: facts });
  });
}

/** Who runs the business, as the law wants it at the foot of public pages. */
export async function changeFooter(tenant: TenantScope, { version, ...footer }: Footer): Promise<void> {
  await inTransaction(tenant, (tx) => changeSettings(tx, version, "footer", footer));
}

export async function changePrivacyPolicy(
  tenant: TenantScope,
  input: z.output<typeof privacyInput>,
): Promise<void> {
  const { version, ...words } = input;
  await inTransaction(tenant, (tx) => changeSettings(tx, version, "privacy", words));
}

/** The free number printed in advertising texts (Network Act Art. 50(4)). */
export async function changeOptOutNumber(
  tenant: TenantScope,
  input: z.output<typeof optOutInput>,
): Promise<void> {
  const { version, ...number } = input;
  await inTransaction(tenant, (tx) => changeSettings(tx, version, "optOut", number));
}

/** Of two editors who began from the same version, the second is told instead of overwriting (G5). */
async function changeSettings(
  tx: Tx,
  version: number,
  part: string,
  data: Partial<Omit<Settings, "version" | "name" | "zone" | "locale" | "brandColor">>,
): Promise<void> {
  const { count } = await tx.db.tenantSettings.updateMany({
    where: { version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new Refusal("conflict", "tenants.changedMeanwhile");
  await recordEvent(tx, "tenant.settings_changed", { kind: "tenant", id: tx.tenantId }, { part });
  await publicPageChanged(tx);
}
