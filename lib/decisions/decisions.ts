import type { Prisma } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

/** Words are made where the card is shown: a message key of the namespace `decisions`, and its values. */
export interface Words {
  key: string;
  values?: Record<string, string | number>;
}

export interface Question {
  /** The asking room and its question, e.g. "attendance.unmarked"; the answer's event carries it. */
  kind: string;
  subject: { kind: string; id: string };
  question: { kicker: Words; title: Words; detail?: Words };
  /** The first option is the main one. `href` leads somewhere instead of answering. */
  options: { key: string; label: Words; href?: string }[];
  /** Must be one of the options' keys. */
  default: string;
  deadline: Date;
}

export interface OpenDecision extends Omit<Question, "subject" | "default"> {
  id: string;
  subjectKind: string;
  subjectId: string;
  defaultKey: string;
  askedAt: Date;
}

/** Asks once: while the same question about the same subject is open, the open one stands. */
export async function ask(tx: Tx, given: Question): Promise<string> {
  if (!given.options.some((option) => option.key === given.default && !option.href))
    throw new Error("decisions: the default must be an option that answers");
  const open = await tx.db.decision.findFirst({
    where: { kind: given.kind, subjectId: given.subject.id, state: "open" },
    select: { id: true },
  });
  if (open) return open.id;
  const id = newId();
  await tx.db.decision.create({
    data: {
      tenantId: tx.tenantId,
      id,
      kind: given.kind,
      subjectKind: given.subject.kind,
      subjectId: given.subject.id,
      question: given.question as unknown as Prisma.InputJsonObject,
      options: given.options as unknown as Prisma.InputJsonArray,
      defaultKey: given.default,
      deadline: given.deadline,
      askedAt: tx.now,
    },
  });
  await recordEvent(
    tx,
    "decision.asked",
    { kind: "decision", id },
    { kind: given.kind, subjectId: given.subject.id },
  );
  return id;
}

/** A person's answer. What follows from it is the asking room's: it reacts to `decision.answered`. */
export async function answer(tenant: TenantScope, id: string, optionKey: string): Promise<void> {
  return inTransaction(tenant, (tx) => close(tx, id, optionKey, "answered"));
}

/** Applies the default of a question whose deadline has passed; calm when somebody answered meanwhile. */
export async function applyDefault(tenant: TenantScope, id: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const due = await tx.db.decision.findFirst({ where: { id, state: "open", deadline: { lte: tx.now } } });
    if (due) await close(tx, id, due.defaultKey, "defaulted");
  });
}

/** Takes an open question back because it answered itself (the last person was marked). */
export async function withdraw(tx: Tx, kind: string, subjectId: string): Promise<void> {
  await tx.db.decision.updateMany({
    where: { kind, subjectId, state: "open" },
    data: { state: "withdrawn", answeredAt: tx.now },
  });
}

/** Open questions, the one with the nearest deadline first. */
export async function openDecisions(tenant: TenantScope): Promise<OpenDecision[]> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.decision.findMany({
      where: { state: "open" },
      orderBy: [{ deadline: "asc" }, { id: "asc" }],
    });
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      question: row.question as unknown as Question["question"],
      options: row.options as unknown as Question["options"],
      defaultKey: row.defaultKey,
      deadline: row.deadline,
      askedAt: row.askedAt,
    }));
  });
}

async function close(tx: Tx, id: string, optionKey: string, state: "answered" | "defaulted"): Promise<void> {
  const asked = await tx.db.decision.findFirst({ where: { id } });
  if (!asked) throw new Refusal("not_found", "errors.notFound");
  const options = asked.options as unknown as Question["options"];
  if (!options.some((option) => option.key === optionKey && !option.href))
    throw new Refusal("invalid", "decisions.notAnOption");
  const closed = await tx.db.decision.updateMany({
    where: { id, state: "open" },
    data: { state, answerKey: optionKey, answeredAt: tx.now, answeredBy: tx.actor.name ?? tx.actor.kind },
  });
  if (closed.count === 0) throw new Refusal("conflict", "decisions.alreadyAnswered");
  await recordEvent(
    tx,
    "decision.answered",
    { kind: "decision", id },
    {
      kind: asked.kind,
      subjectKind: asked.subjectKind,
      subjectId: asked.subjectId,
      answer: optionKey,
      byDefault: state === "defaulted",
    },
  );
}
