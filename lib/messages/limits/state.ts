import type { Tx } from "@/lib/platform/tenancy";

import { defaultLimits, type Limits } from "./schema";

/** What a tenant may send now, and what stops it: read in the transaction that hands messages over. */
export interface SendingState {
  zone: string;
  limits: Limits;
  /** Numbers and pools whose registration is recorded and valid today (lib/messages/senders). */
  senders: ReadonlySet<string>;
  /** Who stopped everything; null: nobody did. */
  pausedBy: "tenant" | "platform" | null;
  /** The operator lets transactional messages of the suspended tenant go. */
  transactionalReleased: boolean;
  /** Only these numbers and addresses get anything. Null when the test mode is off. */
  testAddresses: ReadonlySet<string> | null;
  /** Countries whose breaker is open, and until when. */
  brokenCountries: ReadonlyMap<string, Date>;
  /** Countries whose breaker somebody let go: they looked, and know these people. */
  vouchedCountries: ReadonlySet<string>;
}

interface StateRow {
  zone: string;
  platformPaused: boolean;
  perHour: number | null;
  perDay: number;
  dayMoney: bigint;
  monthMoney: bigint;
  abroadMoney: bigint;
  advertisingTimes: number;
  advertisingDays: number;
  allowedCountries: string[];
  testMode: boolean;
  testAddresses: string[];
  paused: boolean;
  released: boolean;
  senders: string[] | null;
  breakers: { country: string; until: string; closed: boolean }[] | null;
}

/**
 * Whoever hands messages over shares these locks, and whoever throws a switch takes one for itself: once a switch is
 * committed, nobody is between reading it and committing a submission. Taken before the state is read.
 */
export async function shareSwitches(tx: Tx): Promise<void> {
  await tx.db.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended(name, 0)) FROM unnest(${switchNames(tx)}::text[]) name`;
}

const switchNames = ({ tenantId }: Tx) => [platformSwitch, tenantSwitch(tenantId)];
export const platformSwitch = "sending of all tenants";

/** Waits for submissions under way, and lets none begin before this transaction ends. */
export async function takeSwitch(db: Tx["db"], name: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

export const tenantSwitch = (tenantId: string): string => `sending ${tenantId}`;

/** One statement. */
export async function sendingState(tx: Tx): Promise<SendingState> {
  const [row] = await tx.db.$queryRaw<StateRow[]>`
    SELECT t.zone, p.paused_at IS NOT NULL AS "platformPaused", l.per_hour AS "perHour", l.per_day AS "perDay",
      l.day_money AS "dayMoney", l.month_money AS "monthMoney", l.abroad_money AS "abroadMoney", l.advertising_times AS "advertisingTimes",
      l.advertising_days AS "advertisingDays", l.allowed_countries AS "allowedCountries",
      coalesce(l.test_mode, false) AS "testMode", l.test_addresses AS "testAddresses",
      l.paused_at IS NOT NULL AS paused, l.released_at IS NOT NULL AS released,
      (SELECT array_agg(s.number) FROM sender_number s WHERE s.tenant_id = t.id AND s.retired_at IS NULL
        AND s.registered_on <= (${tx.now}::timestamptz AT TIME ZONE t.zone)::date
        AND (s.valid_until IS NULL OR s.valid_until >= (${tx.now}::timestamptz AT TIME ZONE t.zone)::date)) AS senders,
      (SELECT json_agg(json_build_object('country', b.country, 'until', b.until, 'closed', b.closed_at IS NOT NULL))
       FROM country_breaker b WHERE b.tenant_id = t.id AND b.until > ${tx.now}::timestamptz) AS breakers
    FROM tenant t CROSS JOIN platform_sending p LEFT JOIN sending_limits l ON l.tenant_id = t.id
    WHERE t.id = ${tx.tenantId}::uuid`;
  if (!row) throw new Error("limits: a tenant that is not there");
  const { perHour, perDay, dayMoney, monthMoney, abroadMoney } = row;
  const { advertisingTimes, advertisingDays, allowedCountries } = row;
  const breakers = row.breakers ?? [];
  return {
    zone: row.zone,
    limits:
      perHour === null
        ? defaultLimits(row.zone)
        : {
            perHour,
            perDay,
            dayMoney,
            monthMoney,
            abroadMoney,
            advertisingTimes,
            advertisingDays,
            allowedCountries,
          },
    senders: new Set(row.senders ?? []),
    pausedBy: row.platformPaused ? "platform" : row.paused ? "tenant" : null,
    transactionalReleased: row.released,
    testAddresses: row.testMode ? new Set(row.testAddresses) : null,
    brokenCountries: new Map(
      breakers.filter(({ closed }) => !closed).map(({ country, until }) => [country, new Date(until)]),
    ),
    vouchedCountries: new Set(breakers.filter(({ closed }) => closed).map(({ country }) => country)),
  };
}
