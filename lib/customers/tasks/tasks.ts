import type { z } from "zod";
import { recordEvent, recordForCustomers, type Subject } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import type { changeTaskInput, newTaskInput, removeTaskInput, setTaskInput } from "./schema";

interface TaskRow {
  id: string;
  title: string;
  customerId: string | null;
}

const subjectOf = ({ id, customerId }: TaskRow): Subject =>
  customerId ? { kind: "customer", id: customerId, customerId } : { kind: "task", id };

/** A calendar day as its column keeps it. */
const day = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T00:00:00Z`));

/** Who is named must work here now; the membership of somebody who left keeps what was theirs. */
export async function memberOrRefuse(
  tx: Tx,
  id: string | null,
): Promise<{ id: string; name: string } | null> {
  if (id === null) return null;
  const member = await tx.db.membership.findFirst({
    where: { id, removedAt: null },
    select: { id: true, account: { select: { name: true } } },
  });
  if (!member) throw new Refusal("not_found", "tasks.noSuchMember");
  return { id: member.id, name: member.account.name };
}

/** Something to do, for or about a customer when one is named; `place` is where at the desk it is done ("privacy/access"). */
export async function addTask(
  tenant: TenantScope,
  given: z.output<typeof newTaskInput>,
  { place = null }: { place?: string | null } = {},
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    if (given.customerId) await customerOrRefuse(tx, given.customerId);
    await memberOrRefuse(tx, given.assigneeId);
    const task = { id: newId(), title: given.title, customerId: given.customerId };
    await tx.db.task.create({
      data: {
        ...task,
        place,
        tenantId: tx.tenantId,
        dueOn: day(given.dueOn),
        assigneeId: given.assigneeId,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      },
      select: { id: true },
    });
    await recordEvent(tx, "task.added", subjectOf(task), { title: task.title, task: task.id });
    return { id: task.id };
  });
}

/** Corrects a task. Refused when somebody else changed it meanwhile. */
export async function changeTask(
  tenant: TenantScope,
  { id, version, title, dueOn, assigneeId }: z.output<typeof changeTaskInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const task = await taskOrRefuse(tx, id);
    if (assigneeId !== task.assigneeId) await memberOrRefuse(tx, assigneeId);
    const changed = await tx.db.task.updateMany({
      where: { id, version },
      data: { title, dueOn: day(dueOn), assigneeId, version: { increment: 1 } },
    });
    if (changed.count === 0) throw new Refusal("conflict", "errors.conflict");
    await recordEvent(tx, "task.changed", subjectOf({ ...task, title }), { title, task: task.id });
  });
}

/** Done, or open again. Pressing twice is harmless: what is so already stays as it is, and nothing is recorded. */
export async function setTask(
  tenant: TenantScope,
  { task: { id, done } }: z.output<typeof setTaskInput>,
): Promise<{ id: string; title: string; done: boolean }> {
  return inTransaction(tenant, async (tx) => {
    const task = await taskOrRefuse(tx, id);
    const changed = await tx.db.task.updateMany({
      where: { id, doneAt: done ? null : { not: null } },
      data: {
        doneAt: done ? tx.now : null,
        doneBy: done ? tx.actor.id : null,
        version: { increment: 1 },
      },
    });
    if (changed.count > 0)
      await recordEvent(tx, done ? "task.done" : "task.reopened", subjectOf(task), {
        title: task.title,
        task: task.id,
      });
    return { id, title: task.title, done };
  });
}

/** Takes a task away that was not meant. What was recorded of it stays. */
export async function removeTask(
  tenant: TenantScope,
  { id }: z.output<typeof removeTaskInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const task = await taskOrRefuse(tx, id);
    await tx.db.task.deleteMany({ where: { id } });
    await recordEvent(tx, "task.removed", subjectOf(task), { title: task.title, task: task.id });
  });
}

/** The same task for each customer; answers how many. */
export async function taskForAll(
  tx: Tx,
  { title, dueOn, assigneeId }: { title: string; dueOn: string | null; assigneeId: string | null },
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  await memberOrRefuse(tx, assigneeId);
  const ids = customerIds.map(newId);
  const added = await tx.db.$executeRaw`
    INSERT INTO task (tenant_id, id, title, due_on, assignee_id, customer_id, created_at, created_by)
    SELECT ${tx.tenantId}::uuid, id, ${title}, ${dueOn}::date, ${assigneeId}::uuid, customer, ${tx.now}, ${tx.actor.id}
    FROM unnest(${ids}::uuid[], ${customerIds}::uuid[]) AS given (id, customer)`;
  await recordForCustomers(tx, "task.added", customerIds, { title, ...more }, { name: "task", ids });
  return added;
}

async function taskOrRefuse(tx: Tx, id: string): Promise<TaskRow & { assigneeId: string | null }> {
  const task = await tx.db.task.findFirst({
    where: { id },
    select: { id: true, title: true, customerId: true, assigneeId: true },
  });
  if (!task) throw new Refusal("not_found", "tasks.gone");
  return task;
}
