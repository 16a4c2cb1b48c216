import type { z } from "zod";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Role } from "@/lib/tenants/permissions";

import { readListAddress, writeListQuery } from "../list/query";
import type {
  changeViewInput,
  moveViewInput,
  removeViewInput,
  replaceViewInput,
  saveViewInput,
} from "./schema";

/** A member with a role: what may be changed depends on it. */
export interface ViewOwner extends TenantScope {
  membershipId: string;
  role: Role;
}

export interface View {
  id: string;
  name: string;
  /** The list's address without the page. */
  query: string;
  shared: boolean;
  /** Whether this member made it. */
  own: boolean;
  /** Whether this member may change it: one's own, and as owner of the business also what is shared. */
  changeable: boolean;
}

const mostViews = 50;

/** Own views and what others share, in their order; nobody else's own views, the owner's neither. */
export async function viewsOf(staff: ViewOwner): Promise<View[]> {
  return inTransaction(staff, async ({ db }) => {
    const rows = await db.savedView.findMany({
      where: visibleTo(staff),
      orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }],
      select: { id: true, name: true, query: true, shared: true, membershipId: true },
    });
    return rows.map(({ membershipId, ...view }) => {
      const own = membershipId === staff.membershipId;
      return { ...view, own, changeable: own || staff.role === "owner" };
    });
  });
}

const visibleTo = ({ membershipId }: ViewOwner) => ({ OR: [{ membershipId }, { shared: true }] });
const changeableBy = ({ membershipId, role }: ViewOwner) => ({
  OR: [{ membershipId }, ...(role === "owner" ? [{ shared: true }] : [])],
});

const neatQuery = (query: string) => writeListQuery(readListAddress(query));

/** Keeps what the list shows now under a name, behind the views there are. */
export async function saveView(
  staff: ViewOwner,
  { name, shared, query }: z.output<typeof saveViewInput>,
): Promise<{ id: string; query: string }> {
  return inTransaction(staff, async (tx) => {
    if ((await tx.db.savedView.count({ where: { membershipId: staff.membershipId } })) >= mostViews)
      throw new Refusal("limit", "customerList.views.tooMany", { most: mostViews });
    const last = await tx.db.savedView.aggregate({ where: visibleTo(staff), _max: { position: true } });
    const view = { id: newId(), query: neatQuery(query) };
    await tx.db.savedView.create({
      data: {
        ...view,
        tenantId: tx.tenantId,
        membershipId: staff.membershipId,
        name,
        shared,
        position: (last._max.position ?? 0) + 1,
        createdAt: tx.now,
      },
    });
    return view;
  });
}

export async function changeView(
  staff: ViewOwner,
  { id, name, shared }: z.output<typeof changeViewInput>,
): Promise<void> {
  await inTransaction(staff, async (tx) => {
    const changed = await tx.db.savedView.updateMany({
      where: { id, ...changeableBy(staff) },
      data: { name, shared },
    });
    if (changed.count === 0) throw await refusalFor(tx, staff, id);
  });
}

/** Gives a view what the list shows now. */
export async function replaceView(
  staff: ViewOwner,
  { id, query }: z.output<typeof replaceViewInput>,
): Promise<{ id: string; query: string }> {
  return inTransaction(staff, async (tx) => {
    const view = { id, query: neatQuery(query) };
    const changed = await tx.db.savedView.updateMany({
      where: { id, ...changeableBy(staff) },
      data: { query: view.query },
    });
    if (changed.count === 0) throw await refusalFor(tx, staff, id);
    return view;
  });
}

export async function removeView(staff: ViewOwner, { id }: z.output<typeof removeViewInput>): Promise<void> {
  await inTransaction(staff, async (tx) => {
    const removed = await tx.db.savedView.deleteMany({ where: { id, ...changeableBy(staff) } });
    if (removed.count === 0) throw await refusalFor(tx, staff, id);
  });
}

/** Moves a view before or behind its neighbour among those that this member may change. */
export async function moveView(
  staff: ViewOwner,
  { move: { id, up } }: z.output<typeof moveViewInput>,
): Promise<void> {
  await inTransaction(staff, async (tx) => {
    const views = await tx.db.savedView.findMany({
      where: changeableBy(staff),
      orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }],
      select: { id: true, position: true },
    });
    const from = views.findIndex((view) => view.id === id);
    if (from < 0) throw await refusalFor(tx, staff, id);
    const to = from + (up ? -1 : 1);
    const [moved] = views.splice(from, 1);
    if (moved) views.splice(Math.max(0, to), 0, moved);
    for (const [position, view] of views.entries())
      if (view.position !== position + 1)
        await tx.db.savedView.updateMany({ where: { id: view.id }, data: { position: position + 1 } });
  });
}

/** A view that is seen but another's is forbidden; one that is not seen is not there. */
async function refusalFor(tx: Tx, staff: ViewOwner, id: string): Promise<Refusal> {
  const seen = await tx.db.savedView.count({ where: { id, ...visibleTo(staff) } });
  return seen > 0
    ? new Refusal("forbidden", "customerList.views.notYours")
    : new Refusal("not_found", "errors.not_found");
}
