import type { z } from "zod";
import { customerOrRefuse } from "@/lib/customers/customers";
import { addTask } from "@/lib/customers/tasks/tasks";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addDays, localDate } from "@/lib/platform/zoned-time";

import { erase, inFlight, stopEverything } from "./erasing";
import { holdOf } from "./holds";
import { keepComplaint } from "./kept-records";
import { lookSoon } from "./promise-times";
import type { Asker, closeInput, eraseInput, RequestKind, RequestState, registerInput } from "./schema";

/** Days within which a request must be answered (PIPA decree 41, 43, 44). */
export const answerDays = 10;
/** The reminder stands on the Today page so many days before. */
const remindDays = 3;

const taskTitles: Record<"ko" | "en", Record<RequestKind, string>> = {
  ko: {
    access: "개인정보 열람 요구에 답하기",
    correction: "개인정보 정정 요구에 답하기",
    suspension: "개인정보 처리정지 요구에 답하기",
    erasure: "개인정보 삭제 요구에 답하기",
  },
  en: {
    access: "Answer a request to see personal data",
    correction: "Answer a request to correct personal data",
    suspension: "Answer a request to stop using personal data",
    erasure: "Answer a request to erase personal data",
  },
};

/** Notes a request down: due ten days after it came, with a task for the owner three days before. */
export async function registerRequest(
  tenant: TenantScope,
  given: z.output<typeof registerInput>,
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const customer = await customerOrRefuse(tx, given.customerId);
    if (customer.erasedAt) throw new Refusal("conflict", "privacy.erasedAlready");
    const { zone, locale } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true, locale: true },
    });
    const today = localDate(tx.now, zone);
    if (given.askedOn > today) throw new Refusal("invalid", "privacy.requests.notYet", { field: "askedOn" });
    const due = addDays(given.askedOn, answerDays);
    const [remind = today] = [addDays(due, -remindDays), today].sort().reverse();
    const owner = await tx.db.membership.findFirst({
      where: { role: "owner", removedAt: null },
      orderBy: { createdAt: "asc" },
      select: { id: true },
    });
    const id = newId();
    const task = await addTask(
      tx,
      {
        title: taskTitles[locale === "en" ? "en" : "ko"][given.kind],
        dueOn: remind,
        assigneeId: owner?.id ?? null,
        customerId: given.customerId,
      },
      { place: `privacy/requests/${id}` },
    );
    await tx.db.privacyRequest.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          customerId: given.customerId,
          kind: given.kind,
          askedBy: given.askedBy,
          checkedHow: given.checkedHow,
          wish: given.wish,
          askedAt: new Date(`${given.askedOn}T00:00:00Z`),
          dueOn: new Date(`${due}T00:00:00Z`),
          taskId: task.id,
          registeredBy: tx.actor.name ?? null,
        },
      ],
    });
    await recordEvent(tx, "privacy.requested", {
      kind: "privacy_request",
      id,
      customerId: given.customerId,
    });
    return { id };
  });
}

export interface RequestLine {
  id: string;
  kind: RequestKind;
  state: RequestState;
  customer: { id: string; name: string; erased: boolean };
  askedBy: Asker;
  /** "2026-11-23" */
  askedOn: string;
  dueOn: string;
  closedAt: Date | null;
}

export interface RequestDetail extends RequestLine {
  checkedHow: string | null;
  wish: string | null;
  outcome: string | null;
  registeredBy: string | null;
  closedBy: string | null;
  version: number;
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const rowsOf = ({ db }: Tx, where: { id?: string; customerId?: string }) =>
  db.privacyRequest.findMany({
    where,
    include: { customer: { select: { id: true, name: true, erasedAt: true } } },
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { dueOn: "asc" }, { id: "asc" }],
    take: 100,
  });

const detailOf = ({ customer, kind, state, askedBy, askedAt, dueOn, ...row }: Row): RequestDetail => ({
  ...row,
  kind: kind as RequestKind,
  state: state as RequestState,
  askedBy: askedBy as Asker,
  customer: { id: customer.id, name: customer.name, erased: customer.erasedAt !== null },
  askedOn: askedAt.toISOString().slice(0, 10),
  dueOn: dueOn.toISOString().slice(0, 10),
});

/** Open ones first, by their due day; then answered ones, the latest first. */
export const requestsOf = (tenant: TenantScope, customerId?: string): Promise<RequestLine[]> =>
  inTransaction(tenant, async (tx) => (await rowsOf(tx, customerId ? { customerId } : {})).map(detailOf));

export const requestOrRefuse = (tenant: TenantScope, id: string): Promise<RequestDetail> =>
  inTransaction(tenant, async (tx) => {
    const [row] = await rowsOf(tx, { id });
    if (!row) throw new Refusal("not_found", "errors.not_found");
    return detailOf(row);
  });

/** What was answered, with the reason of a refusal. A wish to be erased is done by erasing, never by saying so. */
export async function closeRequest(
  tenant: TenantScope,
  { id, version, outcome, reason }: z.output<typeof closeInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const request = await requestOrRefuse(tx, id);
    if (request.kind === "erasure" && outcome === "done")
      throw new Refusal("conflict", "privacy.requests.eraseInstead");
    const { count } = await tx.db.privacyRequest.updateMany({
      where: { id, version, state: "open" },
      data: closing(tx, outcome, reason),
    });
    if (count === 0) throw new Refusal("conflict", "errors.conflict");
    await finishTask(tx, id);
    await recordEvent(tx, "privacy.answered", {
      kind: "privacy_request",
      id,
      customerId: request.customer.id,
    });
  });
}

const closing = (tx: Tx, state: "done" | "refused", outcome: string | null) => ({
  state,
  outcome,
  closedAt: tx.now,
  closedBy: tx.actor.name ?? null,
  version: { increment: 1 },
});

async function finishTask(tx: Tx, requestId: string): Promise<void> {
  const request = await tx.db.privacyRequest.findFirst({
    where: { id: requestId },
    select: { taskId: true },
  });
  if (request?.taskId)
    await tx.db.task.updateMany({
      where: { id: request.taskId, doneAt: null },
      data: { doneAt: tx.now, doneBy: tx.actor.id, version: { increment: 1 } },
    });
}

/**
 * Erases a person now, or, while a text of theirs is on its way, as soon as it is settled: nothing is planned for them any
 * more from this moment on. Refused under a legal hold.
 */
export async function eraseCustomer(
  tenant: TenantScope,
  { customerId, requestId, complaint }: z.output<typeof eraseInput>,
): Promise<{ waits: boolean }> {
  return inTransaction(tenant, async (tx) => {
    const customer = await customerOrRefuse(tx, customerId);
    if (customer.erasedAt) throw new Refusal("conflict", "privacy.erasedAlready");
    const hold = await holdOf(tx, customerId);
    if (hold) throw new Refusal("conflict", "privacy.erasing.held");
    await stopEverything(tx, [customerId]);
    if (complaint) await keepComplaint(tx, customerId, complaint);
    const request = await erasureRequest(tx, customerId, requestId);
    if ((await inFlight(tx, [customerId])).size > 0) {
      await tx.db.privacyRequest.updateMany({ where: { id: request }, data: { state: "erasing" } });
      await lookSoon(tx);
      return { waits: true };
    }
    await finishErasure(tx, customerId, request);
    return { waits: false };
  });
}

/** The request that asks for it; one is noted down where a person is erased without. */
async function erasureRequest(tx: Tx, customerId: string, requestId: string | null): Promise<string> {
  const open = await tx.db.privacyRequest.findFirst({
    where: {
      customerId,
      kind: "erasure",
      state: { in: ["open", "erasing"] },
      ...(requestId ? { id: requestId } : {}),
    },
    select: { id: true },
  });
  if (open) return open.id;
  if (requestId) throw new Refusal("not_found", "errors.not_found");
  const id = newId();
  await tx.db.privacyRequest.createMany({
    data: [
      {
        tenantId: tx.tenantId,
        id,
        customerId,
        kind: "erasure",
        askedBy: "self",
        askedAt: tx.now,
        dueOn: tx.now,
        registeredBy: tx.actor.name ?? null,
      },
    ],
  });
  return id;
}

async function finishErasure(tx: Tx, customerId: string, requestId: string): Promise<void> {
  await tx.db.privacyRequest.updateMany({
    where: { customerId, state: { in: ["open", "erasing"] } },
    data: closing(tx, "done", null),
  });
  await finishTask(tx, requestId);
  await erase(tx, [customerId], { cause: "request" });
}

/** Erasures that waited for a text on its way; answers whether some still wait. */
export async function finishWaiting(tx: Tx): Promise<boolean> {
  const waiting = await tx.db.privacyRequest.findMany({
    where: { state: "erasing" },
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true, customerId: true },
  });
  let left = false;
  for (const { id, customerId } of waiting) {
    await stopEverything(tx, [customerId]);
    if ((await inFlight(tx, [customerId])).size > 0) left = true;
    else await finishErasure(tx, customerId, id);
  }
  return left;
}
