import type { z } from "zod";

import { readEmail } from "@/lib/platform/email-address";
import { recordEvent } from "@/lib/platform/events";
import { readPhone } from "@/lib/platform/phone-number";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { lookAgain } from "../planning";
import {
  type capsInput,
  type countriesInput,
  defaultLimits,
  type frequencyInput,
  type Limits,
  type testModeInput,
  wonMicros,
} from "./schema";
import { windowsAt } from "./windows";

export interface LimitsInForce extends Limits {
  /** 0 before anybody changed them. */
  version: number;
  testMode: boolean;
  testAddresses: readonly string[];
  paused: { at: Date; by: string; reason: string } | null;
}

/** The limits in force: the tenant's own, or the defaults. */
export async function limitsOf(tenant: TenantScope | Tx): Promise<LimitsInForce> {
  return inTransaction(tenant, async (tx) => {
    const { zone, sendingLimits } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true, sendingLimits: true },
    });
    if (!sendingLimits)
      return { ...defaultLimits(zone), version: 0, testMode: false, testAddresses: [], paused: null };
    const { pausedAt, pausedBy, pauseReason, ...rest } = sendingLimits;
    const paused = pausedAt && { at: pausedAt, by: pausedBy ?? "", reason: pauseReason ?? "" };
    return { ...rest, paused };
  });
}

/** Caps of the hour and the day; money of the day, of the month, and of the day to one country abroad. What waited for them is looked at again. */
export async function changeCaps(tenant: TenantScope, input: z.output<typeof capsInput>): Promise<void> {
  const { version, perHour, perDay, dayWon, monthWon, abroadWon } = input;
  await inTransaction(tenant, async (tx) => {
    await change(tx, version, "caps", {
      perHour,
      perDay,
      dayMoney: BigInt(dayWon) * wonMicros,
      monthMoney: BigInt(monthWon) * wonMicros,
      abroadMoney: BigInt(abroadWon) * wonMicros,
    });
    for (const reason of ["HOUR_CAP", "DAY_CAP", "BUDGET", "COUNTRY_CAP"])
      await lookAgain(tx, {}, `gate.reasons.${reason}`);
  });
}

export async function changeFrequency(
  tenant: TenantScope,
  { version, ...cap }: z.output<typeof frequencyInput>,
): Promise<void> {
  await inTransaction(tenant, (tx) => change(tx, version, "frequency", cap));
}

export async function changeCountries(
  tenant: TenantScope,
  { version, countries }: z.output<typeof countriesInput>,
): Promise<void> {
  await inTransaction(tenant, (tx) =>
    change(tx, version, "countries", { allowedCountries: [...new Set(countries)].sort() }),
  );
}

/** In test mode only these get anything: numbers in E.164, addresses in small letters. */
export async function changeTestMode(
  tenant: TenantScope,
  { version, testMode, addresses }: z.output<typeof testModeInput>,
): Promise<void> {
  const testAddresses = (addresses ?? "")
    .split(/[\n,;]/)
    .map((text) => text.trim())
    .filter(Boolean)
    .map(readAddress);
  await inTransaction(tenant, (tx) =>
    change(tx, version, "testMode", { testMode, testAddresses: [...new Set(testAddresses)] }),
  );
}

function readAddress(text: string): string {
  const email = readEmail(text);
  if (email.kind === "email") return email.address;
  const phone = readPhone(text, { country: "KR" });
  if (phone.kind !== "refused") return phone.e164;
  throw new Refusal("invalid", "texting.limits.notAnAddress");
}

/** Of two editors who began from the same version, the second is told instead of overwriting (G5). */
async function change(
  tx: Tx,
  version: number,
  part: string,
  data: Partial<Limits> & { testMode?: boolean; testAddresses?: string[] },
): Promise<void> {
  await ensureLimits(tx);
  const { allowedCountries, ...plain } = data;
  const { count } = await tx.db.sendingLimits.updateMany({
    where: { version: Math.max(1, version) },
    data: {
      ...plain,
      ...(allowedCountries ? { allowedCountries: [...allowedCountries] } : {}),
      version: { increment: 1 },
    },
  });
  if (count === 0) throw new Refusal("conflict", "tenants.changedMeanwhile");
  await recordEvent(tx, "sending.limits_changed", { kind: "tenant", id: tx.tenantId }, { part });
}

/** A row to write to: the defaults, where nobody said otherwise. */
export async function ensureLimits(tx: Tx): Promise<void> {
  const { zone } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { zone: true },
  });
  const { allowedCountries, ...caps } = defaultLimits(zone);
  await tx.db.sendingLimits.createMany({
    data: [{ tenantId: tx.tenantId, allowedCountries: [...allowedCountries], ...caps }],
    skipDuplicates: true,
  });
}

export interface Used {
  hour: number;
  day: number;
  /** Millionths of a won. */
  dayMoney: bigint;
  monthMoney: bigint;
}

/** What is taken of the present hour, day and month. */
export async function usedNow(tenant: TenantScope): Promise<Used> {
  return inTransaction(tenant, async (tx) => {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const windows = windowsAt(tx.now, zone);
    const rows = await tx.db.sendingCounter.findMany({
      where: {
        country: "*",
        OR: (["hour", "day", "month"] as const).map((span) => ({ span, startsAt: windows[span].from })),
      },
    });
    const of = (span: string) => rows.find((row) => row.span === span);
    return {
      hour: of("hour")?.messages ?? 0,
      day: of("day")?.messages ?? 0,
      dayMoney: of("day")?.cost ?? 0n,
      monthMoney: of("month")?.cost ?? 0n,
    };
  });
}
