import type { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import type { Explained } from "./explain";
import { type Forecast, forecasts } from "./forecast";
import { lineTime } from "./outbox/line-time";
import { outboxTabs } from "./outbox/tabs";
import type { MessageState } from "./schema";

/** One message in a list: to whom, what, when, where it stands and why. Reasons are message keys. */
export interface MessageLine {
  id: string;
  customer: { id: string; name: string };
  /** The follow-up that planned it, or else its template; with the version that was in force. */
  title: string | null;
  version: number | null;
  class: string;
  channel: string;
  state: MessageState;
  /** When it is to go, or when it went or ended. */
  at: Date;
  /** What would happen if everything stayed as it is; only of what has not left. */
  forecast: Forecast | null;
  /** What explain() makes a sentence of. */
  explained: Explained;
}

const isComing = (state: string) =>
  ([...outboxTabs.coming, ...outboxTabs.waiting] as readonly string[]).includes(state);

const shown = {
  id: true,
  class: true,
  channel: true,
  kind: true,
  deliveredAs: true,
  state: true,
  dueAt: true,
  heldUntil: true,
  submittedAt: true,
  deliveredAt: true,
  endedAt: true,
  plannedBecause: true,
  verdict: true,
  verdictReason: true,
  customer: { select: { id: true, name: true } },
  templateVersion: { select: { number: true, definition: { select: { title: true } } } },
  followUpVersion: { select: { number: true, definition: { select: { title: true } } } },
} satisfies Prisma.MessageSelect;

type Row = Prisma.MessageGetPayload<{ select: typeof shown }>;

export const lineOf = (row: Row, forecast: Forecast | null): MessageLine => {
  const origin = row.followUpVersion ?? row.templateVersion;
  return {
    id: row.id,
    customer: row.customer,
    title: origin?.definition.title ?? null,
    version: origin?.number ?? null,
    class: row.class,
    channel: row.channel,
    state: row.state as MessageState,
    at: lineTime(row),
    forecast,
    explained: explainedOf(row, forecast),
  };
};

/** What is known of a message, as an explanation wants it. */
export const explainedOf = (
  row: Pick<
    Row,
    | "state"
    | "verdict"
    | "verdictReason"
    | "dueAt"
    | "heldUntil"
    | "submittedAt"
    | "deliveredAt"
    | "plannedBecause"
    | "followUpVersion"
    | "kind"
    | "deliveredAs"
  >,
  forecast: Forecast | null,
): Explained => ({
  state: row.state as MessageState,
  verdict: row.verdict,
  reason: row.verdictReason,
  dueAt: row.dueAt,
  heldUntil: row.heldUntil,
  submittedAt: row.submittedAt,
  deliveredAt: row.deliveredAt,
  forecast,
  rule: row.followUpVersion?.definition.title ?? null,
  because: row.plannedBecause,
  failed: forecast?.failed ?? [],
  deliveredAs: row.deliveredAs !== row.kind ? row.deliveredAs : null,
});

async function linesOf(tx: Tx, query: Prisma.MessageFindManyArgs): Promise<MessageLine[]> {
  const rows = await tx.db.message.findMany({ ...query, select: shown });
  const coming = rows.filter(({ state }) => isComing(state)).map(({ id }) => id);
  const expected = await forecasts(tx, coming);
  return rows.map((row) => lineOf(row, expected.get(row.id) ?? null));
}

/** Messages by their ids, in that order. */
export async function linesInOrder(tx: Tx, ids: readonly string[]): Promise<MessageLine[]> {
  const lines = await linesOf(tx, { where: { id: { in: [...ids] } } });
  const byId = new Map(lines.map((line) => [line.id, line]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Everything planned and sent for a run, a customer or an enrollment, in the order in which it is to go or went. */
export async function messagesOf(
  tenant: TenantScope,
  about: { runId: string } | { customerId: string } | { enrollmentId: string },
  { take = 200 }: { take?: number } = {},
): Promise<MessageLine[]> {
  const where = "runId" in about ? { enrollment: { is: { runId: about.runId } } } : about;
  return inTransaction(tenant, (tx) =>
    linesOf(tx, { where, orderBy: [{ dueAt: "asc" }, { id: "asc" }], take }),
  );
}

/** Texts of one rule that go at one time: "10:00 오늘 오시는 길 22명". */
export interface UpcomingGroup {
  at: Date;
  title: string | null;
  people: number;
  /** How many of them would be blocked, expire or stay undecided as things stand. */
  stopped: number;
  undecided: number;
  courseTitle: string | null;
  runId: string | null;
}

/** Enough for a day of a busy school; what is beyond is counted by the outbox. */
const upcomingAtMost = 500;

/** What goes in the next hours, one line for each time, rule and run. */
export async function upcoming(tenant: TenantScope, hours: number): Promise<UpcomingGroup[]> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.message.findMany({
      where: {
        state: { in: ["planned", "held"] },
        OR: [
          { heldUntil: { lte: addHours(tx.now, hours) } },
          { heldUntil: null, dueAt: { lte: addHours(tx.now, hours) } },
        ],
      },
      select: {
        ...shown,
        enrollment: { select: { runId: true, run: { select: { course: { select: { title: true } } } } } },
      },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
      take: upcomingAtMost,
    });
    const expected = await forecasts(
      tx,
      rows.map(({ id }) => id),
    );
    const groups = Map.groupBy(rows, (row) =>
      [+(row.heldUntil ?? row.dueAt), row.followUpVersion?.definition.title, row.enrollment?.runId].join("|"),
    );
    return [...groups.values()]
      .map((own) => {
        const first = own[0] as (typeof rows)[number];
        const outcomes = own.map(({ id }) => expected.get(id)?.outcome);
        const { at, title } = lineOf(first, null);
        return {
          at,
          title,
          people: own.length,
          stopped: outcomes.filter((outcome) => outcome === "block" || outcome === "expire").length,
          undecided: outcomes.filter((outcome) => outcome === "undecided").length,
          courseTitle: first.enrollment?.run.course.title ?? null,
          runId: first.enrollment?.runId ?? null,
        };
      })
      .sort((one, other) => +one.at - +other.at);
  });
}

/** What did not reach its person since then: for "what was done since". */
export async function failuresSince(tenant: TenantScope, since: Date): Promise<MessageLine[]> {
  return inTransaction(tenant, (tx) =>
    linesOf(tx, {
      where: {
        OR: [
          { state: { in: ["failed", "undelivered", "blocked"] }, endedAt: { gte: since } },
          { state: "unclear", submittedAt: { gte: since } },
        ],
      },
      orderBy: [{ dueAt: "desc" }, { id: "desc" }],
      take: 100,
    }),
  );
}
