import { fieldVariableValues } from "@/lib/customers/fields/variables";
import type { Locale, Tx } from "@/lib/platform/tenancy";

/** A planned message with everything its text and its verdict depend on. */
export type MessageContext = Awaited<ReturnType<typeof messageContexts>>[number];

/** Reads messages with their people, places and times, in a number of queries that does not grow with theirs. */
export async function messageContexts(tx: Tx, ids: readonly string[]) {
  const messages = await tx.db.message.findMany({
    where: { id: { in: [...ids] } },
    include: {
      customer: { include: { contactPoints: { where: { channel: "phone" } } } },
      enrollment: {
        include: {
          attendances: true,
          run: {
            include: {
              course: { include: { nextCourse: true } },
              sessions: { orderBy: { position: "asc" } },
            },
          },
        },
      },
      session: true,
      templateVersion: true,
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
  if (messages.length === 0) return [];
  const tenant = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    include: {
      settings: true,
      providerAccounts: {
        where: { channels: { has: "sms" }, active: true },
        orderBy: { createdAt: "desc" },
        take: 1,
        select: { senderNumber: true },
      },
    },
  });
  const own = await fieldVariableValues(tx, [...new Set(messages.map(({ customerId }) => customerId))]);
  return messages.map((message) => {
    const { customer, enrollment } = message;
    const run = enrollment?.run ?? null;
    const locale = localeOf(customer.locale ?? run?.course.locale ?? tenant.locale);
    return {
      message,
      customer,
      enrollment,
      attendance:
        enrollment?.attendances.find((one) => one.sessionId === message.sessionId)?.state ?? "unmarked",
      run,
      course: run?.course ?? null,
      session:
        message.session ?? run?.sessions.find((one) => one.cancelledAt === null) ?? run?.sessions[0] ?? null,
      tenant,
      phone: phoneOf(customer.contactPoints),
      locale,
      /** The business's own fields of this customer, by variable. */
      own: own.get(customer.id)?.[locale] ?? {},
    };
  });
}

const phoneOf = <Point extends { primary: boolean; recognised: boolean }>(points: Point[]): Point | null =>
  points.find((point) => point.primary) ?? points.find((point) => point.recognised) ?? points[0] ?? null;

const localeOf = (given: string): Locale => (given === "en" ? "en" : "ko");
