import { fieldVariableValues } from "@/lib/customers/fields/variables";
import type { ChannelName } from "@/lib/platform/channels/channel";
import type { Locale, Tx } from "@/lib/platform/tenancy";

import { wording } from "./wording";

/** A planned message with everything its text and its verdict depend on. */
export type MessageContext = Awaited<ReturnType<typeof messageContexts>>[number];

/** Reads messages with their people, places and times, in a number of queries that does not grow with theirs. */
export async function messageContexts(tx: Tx, ids: readonly string[]) {
  const messages = await tx.db.message.findMany({
    where: { id: { in: [...ids] } },
    include: {
      customer: { include: { contactPoints: { where: { channel: { in: ["phone", "email"] } } } } },
      enrollment: { include: { attendances: true } },
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
  if (messages.length === 0) return [];
  const runs = await runsOf(
    tx,
    messages.map(({ enrollment }) => enrollment?.runId),
  );
  const sessions = await plannedSessions(tx, messages, [...runs.values()]);
  const versions = await templateVersions(
    tx,
    messages.map(({ templateVersionId }) => templateVersionId),
  );
  const tenant = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    include: { settings: true },
  });
  const senderNumber = tenant.settings?.phone ? null : await textSender(tx);
  const own = await fieldVariableValues(tx, [...new Set(messages.map(({ customerId }) => customerId))]);
  return messages.map((message) => {
    const { customer, enrollment } = message;
    const run = runs.get(enrollment?.runId ?? "") ?? null;
    const locale = localeOf(customer.locale ?? run?.course.locale ?? tenant.locale);
    const points = Map.groupBy(customer.contactPoints, ({ channel }) => channel);
    const version = versions.get(message.templateVersionId ?? "") ?? null;
    const plannedSession = sessions.get(message.sessionId ?? "") ?? null;
    return {
      message,
      /** Null where the stored template cannot be read. */
      words: wording(version, locale, message),
      customer,
      enrollment,
      attendance:
        enrollment?.attendances.find((one) => one.sessionId === message.sessionId)?.state ?? "unmarked",
      run,
      course: run?.course ?? null,
      /** The session it was planned for; null where it was planned for none. */
      plannedSession,
      session:
        plannedSession ?? run?.sessions.find((one) => one.cancelledAt === null) ?? run?.sessions[0] ?? null,
      tenant,
      senderNumber,
      phone: usedOf(points.get("phone") ?? []),
      mail: usedOf(points.get("email") ?? []),
      locale,
      /** The business's own fields of this customer, by variable. */
      own: own.get(customer.id)?.[locale] ?? {},
    };
  });
}

/** The number that texts come from, where the business has named none of its own. */
async function textSender(tx: Tx): Promise<string | null> {
  const account = await tx.db.providerAccount.findFirst({
    where: { channels: { has: "sms" }, active: true },
    orderBy: { createdAt: "desc" },
    select: { senderNumber: true },
  });
  return account?.senderNumber ?? null;
}

/** Each run once, with its course and sessions: a batch mostly shares one, and Prisma would copy it for every message. */
async function runsOf(tx: Tx, ids: readonly (string | undefined)[]) {
  const distinct = [...new Set(ids)].filter((id) => id !== undefined);
  const rows =
    distinct.length > 0
      ? await tx.db.run.findMany({
          where: { id: { in: distinct } },
          include: {
            course: { include: { nextCourse: true } },
            sessions: { orderBy: { position: "asc" } },
          },
        })
      : [];
  return new Map(rows.map((row) => [row.id, row]));
}

type SessionRow = NonNullable<Awaited<ReturnType<Tx["db"]["classSession"]["findFirst"]>>>;

/** Mostly they came along with their runs: then nothing is asked. */
async function plannedSessions(
  tx: Tx,
  messages: readonly { sessionId: string | null }[],
  runs: readonly { sessions: readonly SessionRow[] }[],
): Promise<Map<string, SessionRow>> {
  const known = runs.flatMap((run) => run.sessions);
  const found = new Map(known.map((session) => [session.id, session]));
  const missing = messages.flatMap(({ sessionId }) => (sessionId && !found.has(sessionId) ? sessionId : []));
  const others =
    missing.length > 0 ? await tx.db.classSession.findMany({ where: { id: { in: missing } } }) : [];
  for (const session of others) found.set(session.id, session);
  return found;
}

/** Each version once: a batch mostly shares one. */
async function templateVersions(tx: Tx, ids: readonly (string | null)[]) {
  const rows = await tx.db.definitionVersion.findMany({
    where: { id: { in: [...new Set(ids)].filter((id) => id !== null) } },
    select: { id: true, body: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

const usedOf = <Point extends { primary: boolean; recognised: boolean }>(points: Point[]): Point | null =>
  points.find((point) => point.primary) ?? points.find((point) => point.recognised) ?? points[0] ?? null;

/** The address a message would go to by a channel: null where there is none, or a number that takes no texts. */
export function addressOf({ phone, mail }: MessageContext, channel: ChannelName): string | null {
  if (channel === "email") return mail?.address ?? null;
  return phone?.canReceiveTexts ? phone.address : null;
}

const localeOf = (given: string): Locale => (given === "en" ? "en" : "ko");
