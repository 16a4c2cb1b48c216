import type { z } from "zod";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { groupAll, groupOrRefuse, ungroupAll } from "../groups/groups";
import { tagAll, tagNamed, tagOrRefuse, untagAll } from "../tags/tags";
import { memberOrRefuse, taskForAll } from "../tasks/tasks";
import { assignAll } from "./assign";
import type { BulkVerb, bulkInput, Deed } from "./schema";
import { chosenIds } from "./selection";

export interface BulkDone {
  verb: BulkVerb;
  /** How many were meant, and how many of them it changed: who had the tag already is not changed. */
  chosen: number;
  changed: number;
  /** The tag, the group, the member or the task; null for "nobody". */
  name: string | null;
  /** For `undoBulk`; null where nothing was changed. */
  undo: { at: string; batch: string } | null;
}

/** Does one thing to many customers, all or nothing, with a line in each one's history. */
export async function bulk(
  tenant: TenantScope,
  { selection, deed }: z.output<typeof bulkInput>,
): Promise<BulkDone> {
  return inTransaction(tenant, async (tx) => {
    const ids = await chosenIds(tx, selection);
    const batch = newId();
    const { changed, name } = await done(tx, deed, ids, batch);
    return {
      verb: deed.verb,
      chosen: ids.length,
      changed,
      name,
      undo: changed > 0 ? { at: tx.now.toISOString(), batch } : null,
    };
  });
}

async function done(
  tx: Tx,
  deed: Deed,
  ids: readonly string[],
  batch: string,
): Promise<{ changed: number; name: string | null }> {
  switch (deed.verb) {
    case "tag": {
      const tag = await tagNamed(tx, deed.tag);
      return { name: tag.name, changed: await tagAll(tx, tag, ids, { batch, tag: tag.id }) };
    }
    case "untag": {
      const tag = await tagOrRefuse(tx, deed.untag);
      return { name: tag.name, changed: await untagAll(tx, tag, ids, { batch, tag: tag.id }) };
    }
    case "group": {
      const group = await groupOrRefuse(tx, deed.group);
      return { name: group.name, changed: await groupAll(tx, group, ids, { batch, group: group.id }) };
    }
    case "ungroup": {
      const group = await groupOrRefuse(tx, deed.ungroup);
      return { name: group.name, changed: await ungroupAll(tx, group, ids, { batch, group: group.id }) };
    }
    case "assign": {
      const member = await memberOrRefuse(tx, deed.assignee);
      return { name: member?.name ?? null, changed: await assignAll(tx, member, ids, { batch }) };
    }
    case "task": {
      const task = { title: deed.title, dueOn: deed.dueOn, assigneeId: deed.owner };
      return { name: deed.title, changed: await taskForAll(tx, task, ids, { batch }) };
    }
  }
}
