import { isDeepStrictEqual } from "node:util";

import type { ProviderName } from "@/lib/platform/channels/channel";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import type { ResendClass } from "../resend-rule";
import { type ChannelWorld, reader } from "./channel-world";
import { type End, type FaultRow, faultTable, resendClasses, tries } from "./fault-table";
import { lineOf } from "./lines";
import { mobile, noon, openCards, person, planned, template } from "./message-world";

export interface FaultCase {
  provider: ProviderName;
  fault: string;
  try: (typeof tries)[number];
  resendClass: ResendClass;
  tenant: TenantScope;
  /** The number or address it goes to. */
  to: string;
  id: string;
  expected: End;
}

interface Ordered {
  provider: ProviderName;
  row: FaultRow;
  try: FaultCase["try"];
  resendClass: ResendClass;
}

/** Every fault at both tries for every class; `dense` leaves the second try to notices. */
export const ordered = (provider: ProviderName, size: "full" | "dense"): Ordered[] =>
  faultTable[provider].flatMap((row) =>
    tries.flatMap((one) =>
      resendClasses
        .filter((resendClass) => size === "full" || one === "first" || resendClass === "notice")
        .map((resendClass) => ({ provider, row, try: one, resendClass })),
    ),
  );

/** Refusing the sign-in strikes whoever comes next: a mail server does not know yet for whom they come. */
const strikesAnybody = ({ provider, row }: Ordered) =>
  provider === "smtp" && row.fault.kind === "unauthorized";

/**
 * Plays all cases at the same time, each with a tenant of its own, so that no case pauses another's account; then goes on for
 * three hours. Two rounds wait for the fifteen seconds after which an answer counts as missing.
 */
export async function playMatrix(world: ChannelWorld, cases: readonly Ordered[]): Promise<FaultCase[]> {
  const [signIns, others] = [cases.filter(strikesAnybody), cases.filter((one) => !strikesAnybody(one))];
  const [firsts, seconds] = [
    signIns.filter((one) => one.try === "first"),
    signIns.filter((one) => one.try === "second"),
  ];
  await moveClockTo(new Date(noon.getTime() - 120_000));
  const played = await prepareAll(world, seconds, 0);
  await world.goTo(-2);
  played.push(...(await prepareAll(world, firsts, played.length)));
  world.smtp.addFaults(played.length > 0 ? [{ kind: "unauthorized", times: played.length }] : []);
  await world.goTo(-0.5);
  await moveClockTo(noon);
  played.push(...(await prepareAll(world, others, played.length)));
  for (const minute of [0, 1, 3, 5, 11, 15, 61, 62, 71, 75, 81, 85, 180]) await world.goTo(minute);
  return played;
}

const preparedAtOnce = 6;

async function prepareAll(
  world: ChannelWorld,
  cases: readonly Ordered[],
  from: number,
): Promise<FaultCase[]> {
  const made: FaultCase[] = [];
  for (let first = 0; first < cases.length; first += preparedAtOnce) {
    const some = cases.slice(first, first + preparedAtOnce);
    made.push(...(await Promise.all(some.map((one, index) => prepare(world, one, from + first + index)))));
  }
  return made;
}

async function prepare(world: ChannelWorld, one: Ordered, index: number): Promise<FaultCase> {
  const { provider, row, resendClass } = one;
  const line = lineOf(world, provider);
  const tenant = await line.tenant();
  const [phone, to] = [mobile(100 + index), line.address(100 + index)];
  const customerId =
    line.channel === "email" ? await reader(tenant, { phone, mail: to }) : await person(tenant, phone);
  line.addFaults([
    ...(one.try === "second" ? [{ kind: "throttle" as const, retryAfterSeconds: 5, to, times: 1 }] : []),
    ...(strikesAnybody(one) ? [] : [{ ...row.fault, to, times: 1 }]),
  ]);
  const { channel } = line;
  const id = await planned(tenant, {
    customerId,
    channel,
    resendClass,
    templateVersionId: await template(tenant, "#{이름}님 안내", { channel, resendClass }),
  });
  return { ...one, fault: row.name, tenant, to, id, expected: row.ends[resendClass] };
}

export async function endOf(world: ChannelWorld, { provider, tenant, to, id }: FaultCase): Promise<End> {
  const rows = await inTransaction(tenant, ({ db }) => db.message.findMany());
  const own = rows.find((row) => row.id === id);
  const again = rows.find((row) => row.resendOfId === id);
  const cards = (await openCards(tenant, "messages.unclear")).length;
  const arrived = lineOf(world, provider).arrived(to);
  return {
    state: own?.state ?? "gone",
    reason: own?.verdictReason ?? null,
    arrived: arrived.length,
    ...(provider === "smtp" && arrived.length > 1 ? { messageIds: new Set(arrived).size } : {}),
    ...(cards ? { cards } : {}),
    ...(again ? { resent: again.state } : {}),
  };
}

export const nameOf = (one: FaultCase): string =>
  `${one.provider}: ${one.fault}, ${one.try} try, ${one.resendClass}`;

export const isAsWritten = ({ one, end }: { one: FaultCase; end: End }): boolean =>
  isDeepStrictEqual(end, one.expected);

/** The matrix as lines: provider, fault, try, class, and the end. */
export function asTable(rows: readonly { one: FaultCase; end: End }[]): string {
  const cells = rows.map(({ one, end }) => [
    one.provider,
    one.fault,
    one.try,
    one.resendClass,
    end.reason ? `${end.state} (${end.reason.replace("messages.", "")})` : end.state,
    `${end.arrived} arrived${end.messageIds ? `, ${end.messageIds} Message-ID` : ""}`,
    [end.resent && `again: ${end.resent}`, end.cards && "asks the owner"].filter(Boolean).join(", "),
    isAsWritten({ one, end }) ? "as written" : "NOT AS WRITTEN",
  ]);
  const head = ["provider", "fault", "try", "class", "end", "at the person's", "then", "match"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...cells]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
