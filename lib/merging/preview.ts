import { fieldsOf, fieldValuesOf } from "@/lib/customers/fields/fields";
import type { CustomerFieldDefinition, FieldValue } from "@/lib/customers/fields/schema";
import { notesSeenBy } from "@/lib/customers/notes";
import { dayOf } from "@/lib/platform/formats/calendar-day";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type JoinedConsent, joinedConsents } from "./consents";
import { type TwoInOneRun, twoInOneRun } from "./enrollments";
import { ownField, type RecordField, type Side, sideFor } from "./fields";
import { countRepeated } from "./messages";

/** A field of which one word must be chosen; texts as they stand, empty where there is none. */
export interface FieldChoice {
  field: Exclude<RecordField, "locale"> | "phone" | "email" | "shop" | `own-${string}`;
  /** Of an own field. */
  own: CustomerFieldDefinition | null;
  ours: FieldValue | null;
  theirs: FieldValue | null;
  /** Whose word counts where nobody chooses. */
  side: Side;
}

export interface SideOfMerge {
  id: string;
  name: string;
  shop: string | null;
  createdAt: Date;
  points: { channel: string; address: string; label: string | null; primary: boolean }[];
  tags: string[];
  groups: string[];
  shops: string[];
  counts: Record<Counted, number>;
}

export const counted = ["applications", "messages", "notes", "tasks", "files"] as const;
export type Counted = (typeof counted)[number];

export interface MergePreview {
  ours: SideOfMerge;
  theirs: SideOfMerge;
  /** Only of what differs a side is asked for; `same` needs no choice. */
  fields: FieldChoice[];
  consents: JoinedConsent[];
  /** Runs in which both are: the one application goes on with the places of both. */
  doubles: { title: string; label: string | null; places: number }[];
  /** Messages still to come that would say the same twice, and do not go. */
  stopped: number;
  /** Staff said once that these are two people. */
  toldApart: boolean;
  /** Names this preview: a merge must have seen it. */
  seen: string;
}

/** What merging the second customer into the first would make. Refuses who is not there, erased, or the same one. */
export async function previewMerge(
  tenant: TenantScope,
  survivorId: string,
  goneId: string,
): Promise<MergePreview> {
  if (survivorId === goneId) throw new Refusal("conflict", "merging.sameRecord");
  return inTransaction(tenant, async (tx) => {
    const [ours, theirs] = [await recordOf(tx, survivorId), await recordOf(tx, goneId)];
    const doubles = await twoInOneRun(tx, survivorId, goneId);
    const endedIds = doubles.map(({ ended }) => ended.id);
    const [oneId = "", otherId = ""] = [survivorId, goneId].sort();
    const content = {
      ours: ours.side,
      theirs: theirs.side,
      fields: await choicesOf(tx, ours, theirs),
      consents: await joinedConsents(tx, survivorId, goneId),
      doubles: await named(tx, doubles),
      stopped: await countRepeated(tx, survivorId, goneId, endedIds),
      toldApart: (await tx.db.customerToldApart.count({ where: { oneId, otherId } })) > 0,
    };
    // The versions too: what was changed and changed back was changed.
    const seen = hashSecret(JSON.stringify([content, doubles, ours.row.version, theirs.row.version]));
    return { ...content, seen };
  });
}

async function recordOf(tx: Tx, id: string) {
  const row = await tx.db.customer.findFirst({
    where: { id, erasedAt: null },
    include: {
      assignee: { select: { account: { select: { name: true } } } },
      contactPoints: {
        orderBy: [{ channel: "desc" }, { primary: "desc" }, { createdAt: "asc" }, { id: "asc" }],
        select: { channel: true, address: true, label: true, primary: true },
      },
      tags: { select: { tag: { select: { name: true } } } },
      groups: { select: { group: { select: { name: true } } } },
      shops: {
        orderBy: [{ primary: "desc" }, { since: "asc" }, { shopId: "asc" }],
        select: { primary: true, shop: { select: { name: true } } },
      },
    },
  });
  if (!row) throw new Refusal("not_found", "errors.not_found");
  const where = { customerId: id };
  const side: SideOfMerge = {
    id,
    name: row.name,
    shop: row.shop,
    createdAt: row.createdAt,
    points: row.contactPoints,
    tags: row.tags.map(({ tag }) => tag.name).sort(),
    groups: row.groups.map(({ group }) => group.name).sort(),
    shops: row.shops.map(({ shop }) => shop.name),
    counts: {
      applications: await tx.db.enrollment.count({ where: { ...where, state: { not: "moved" } } }),
      messages:
        (await tx.db.message.count({ where: { ...where, submittedAt: { not: null } } })) +
        (await tx.db.inboundMessage.count({ where })),
      notes: await tx.db.customerNote.count({ where: { AND: [where, notesSeenBy(tx)] } }),
      tasks: await tx.db.task.count({ where }),
      files: await tx.db.customerFile.count({ where: { ...where, removedAt: null } }),
    },
  };
  return { row, side, own: (await fieldValuesOf(tx, [id])).get(id) };
}

type Known = Awaited<ReturnType<typeof recordOf>>;

/** Of everything that at least one of the two has. */
async function choicesOf(tx: Tx, ours: Known, theirs: Known): Promise<FieldChoice[]> {
  const primary = ({ side }: Known, channel: string) =>
    side.points.find((point) => point.channel === channel && point.primary)?.address ?? null;
  const address = ({ row }: Known) =>
    [row.postcode, row.road, row.detail, row.lot].filter(Boolean).join(" ") || null;
  const stated: [FieldChoice["field"], (known: Known) => FieldValue | null][] = [
    ["name", ({ row }) => row.name],
    ["title", ({ row }) => row.title],
    ["phone", (known) => primary(known, "phone")],
    ["email", (known) => primary(known, "email")],
    ["shop", ({ side }) => side.shops[0] ?? null],
    ["trade", ({ row }) => row.trade],
    ["birthday", ({ row }) => row.birthday && dayOf(row.birthday)],
    ["address", address],
    ["source", ({ row }) => row.source],
    ["assignee", ({ row }) => row.assignee?.account.name ?? null],
  ];
  const own = (await fieldsOf(tx, { retiredToo: true })).map((definition) => ({
    field: ownField(definition.id) as FieldChoice["field"],
    own: definition,
    ours: ours.own?.get(definition.id) ?? null,
    theirs: theirs.own?.get(definition.id) ?? null,
  }));
  return [...stated.map(([field, of]) => ({ field, own: null, ours: of(ours), theirs: of(theirs) })), ...own]
    .filter((one) => one.ours !== null || one.theirs !== null)
    .map((one) => ({ ...one, side: sideFor(undefined, one.ours === null, one.theirs === null) }));
}

async function named(tx: Tx, doubles: readonly TwoInOneRun[]): Promise<MergePreview["doubles"]> {
  const runs = await tx.db.run.findMany({
    where: { id: { in: doubles.map(({ runId }) => runId) } },
    select: { id: true, label: true, course: { select: { title: true } } },
  });
  const byId = new Map(runs.map((run) => [run.id, run]));
  return doubles.map(({ runId, places }) => {
    const run = byId.get(runId);
    return { title: run?.course.title ?? "", label: run?.label ?? null, places };
  });
}
