import {
  currentDefinition,
  definitionsOf,
  type PublishedDefinition,
  publishDefinition,
  retireDefinition,
} from "@/lib/definitions/definitions";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Condition } from "@/lib/rules/rules";

import { segmentBody } from "./schema";

/** 자동 그룹: a group that fills itself. Its members are never stored; they are whoever meets the condition now. */
export interface Segment {
  /** The definition's key, as it stands in addresses and saved views. */
  id: string;
  name: string;
  condition: Condition;
  /** The number of the published version. */
  version: number;
  /** Changes with every edit; send it back with yours. */
  rowVersion: number;
}

const kind = "segment";
const most = 200;

const asSegment = ({ key, title, number, rowVersion, body }: PublishedDefinition): Segment => ({
  id: key,
  name: title,
  condition: segmentBody.parse(body).condition,
  version: number,
  rowVersion,
});

/** Every segment in use, in the order they were made. */
export async function segmentsOf(tenant: TenantScope | Tx): Promise<Segment[]> {
  return (await definitionsOf(tenant, kind)).map(asSegment);
}

/** One segment; a retired one, another tenant's and none at all are the same "not found". */
export async function segmentOf(tenant: TenantScope | Tx, id: string): Promise<Segment> {
  const known = await currentDefinition(tenant, kind, id);
  if (!known) throw new Refusal("not_found", "errors.not_found");
  return asSegment(known);
}

export async function makeSegment(
  tenant: TenantScope,
  { name, condition }: { name: string; condition: Condition },
): Promise<Segment> {
  return inTransaction(tenant, async (tx) => {
    const known = await segmentsOf(tx);
    if (known.length >= most) throw new Refusal("limit", "segments.tooMany", { most });
    refuseSameName(known, name);
    const published = await publishDefinition(tx, { kind, key: newId(), title: name, body: { condition } });
    await recordEvent(tx, "segment.made", { kind, id: published.definitionId });
    return asSegment(published);
  });
}

/** A new name, a new condition (which is a new version) or both. Refused when somebody changed it meanwhile. */
export async function changeSegment(
  tenant: TenantScope,
  given: { id: string; name: string; condition: Condition; rowVersion: number },
): Promise<Segment> {
  return inTransaction(tenant, async (tx) => {
    const known = await segmentsOf(tx);
    if (!known.some(({ id }) => id === given.id)) throw new Refusal("not_found", "errors.not_found");
    refuseSameName(
      known.filter(({ id }) => id !== given.id),
      given.name,
    );
    const published = await publishDefinition(tx, {
      kind,
      key: given.id,
      title: given.name,
      body: { condition: given.condition },
      expectedRowVersion: given.rowVersion,
    });
    await recordEvent(tx, "segment.changed", { kind, id: published.definitionId });
    return asSegment(published);
  });
}

/** Takes a segment out of use, or back into it; nobody's record changes. */
export async function retireSegment(
  tenant: TenantScope,
  { id, retired }: { id: string; retired: boolean },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const known = await tx.db.definition.findFirst({
      where: { kind, key: id },
      select: { id: true, title: true, retiredAt: true },
    });
    if (!known) throw new Refusal("not_found", "errors.not_found");
    if ((known.retiredAt !== null) === retired) return;
    if (!retired) refuseSameName(await segmentsOf(tx), known.title);
    await retireDefinition(tx, known.id, retired);
    await recordEvent(tx, retired ? "segment.retired" : "segment.restored", { kind, id: known.id });
  });
}

/** The name of a segment that was taken out of use, to offer it back; null for any other. */
export async function retiredName(tenant: TenantScope | Tx, id: string): Promise<string | null> {
  return inTransaction(tenant, async (tx) => {
    const known = await tx.db.definition.findFirst({
      where: { kind, key: id, retiredAt: { not: null } },
      select: { title: true },
    });
    return known?.title ?? null;
  });
}

function refuseSameName(others: Segment[], name: string): void {
  if (others.some((one) => one.name === name))
    throw new Refusal("conflict", "segments.sameName", { field: "name" });
}
