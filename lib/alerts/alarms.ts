import type { Tx } from "@/lib/platform/tenancy";
import type { AlarmKind } from "./schema";

/** Sending stands still: since when, and what of it. */
export interface Alarm {
  id: string;
  kind: AlarmKind;
  beganAt: Date;
}

/** What stands still at present, the oldest first. */
export async function openAlarms(tx: Tx): Promise<Alarm[]> {
  const rows = await tx.db.sendingAlarm.findMany({ where: { endedAt: null }, orderBy: { beganAt: "asc" } });
  return rows.map(({ id, kind, beganAt }) => ({ id, kind: kind as AlarmKind, beganAt }));
}
