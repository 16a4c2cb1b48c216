import type { Prisma } from "@/lib/platform/database/generated/client";
import { newId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/insert-rows";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { bodyHash, canonical } from "./canonical";

export type DefinitionKind = "template" | "survey" | "form" | "follow_up" | "pipeline" | "segment";

/** A published version: what people were sent or answered points to `versionId` for ever. */
export interface PublishedDefinition {
  definitionId: string;
  versionId: string;
  key: string;
  title: string;
  number: number;
  active: boolean;
  /** Changes with every edit; send it back to notice that somebody else edited meanwhile. */
  rowVersion: number;
  body: unknown;
}

export interface NewVersion {
  kind: DefinitionKind;
  key: string;
  title: string;
  /** Already validated by the room that knows this kind. */
  body: unknown;
  origin?: { kit: string; version: number };
  /** The rowVersion the editor began with; refused when somebody published meanwhile. Left out by seeds. */
  expectedRowVersion?: number;
}

/** Publishes an immutable version and makes it the current one. An unchanged body makes no new version. */
export async function publishDefinition(
  tenant: TenantScope,
  given: NewVersion,
): Promise<PublishedDefinition> {
  return inTransaction(tenant, async (tx) => {
    const hash = bodyHash(given.body);
    const known = await tx.db.definition.findFirst({ where: { kind: given.kind, key: given.key } });
    if (known && given.expectedRowVersion !== undefined && known.rowVersion !== given.expectedRowVersion)
      throw new Refusal("conflict", "definitions.changedMeanwhile");
    const definition =
      known ??
      (await tx.db.definition.create({
        data: {
          tenantId: tx.tenantId,
          id: newId(),
          kind: given.kind,
          key: given.key,
          title: given.title,
          originKit: given.origin?.kit ?? null,
          originVersion: given.origin?.version ?? null,
          createdAt: tx.now,
        },
      }));
    const newest = await tx.db.definitionVersion.findFirst({
      where: { definitionId: definition.id },
      orderBy: { number: "desc" },
    });
    const version =
      newest?.bodyHash === hash
        ? newest
        : await tx.db.definitionVersion.create({
            data: {
              tenantId: tx.tenantId,
              id: newId(),
              definitionId: definition.id,
              number: (newest?.number ?? 0) + 1,
              body: canonical(given.body) as Prisma.InputJsonValue,
              bodyHash: hash,
              publishedAt: tx.now,
              publishedBy: tx.actor.id,
            },
          });
    const changed = await tx.db.definition.updateMany({
      where: { id: definition.id, rowVersion: definition.rowVersion },
      data: {
        title: given.title,
        currentVersion: version.number,
        draft: undefined,
        rowVersion: { increment: 1 },
      },
    });
    if (changed.count === 0) throw new Refusal("conflict", "definitions.changedMeanwhile");
    return published({ ...definition, title: given.title, rowVersion: definition.rowVersion + 1 }, version);
  });
}

/** The version that counts now, or null where nothing was published under this key. */
export async function currentDefinition(
  tenant: TenantScope,
  kind: DefinitionKind,
  key: string,
): Promise<PublishedDefinition | null> {
  return inTransaction(tenant, async (tx) => {
    const definition = await tx.db.definition.findFirst({ where: { kind, key, retiredAt: null } });
    if (!definition?.currentVersion) return null;
    const version = await tx.db.definitionVersion.findFirst({
      where: { definitionId: definition.id, number: definition.currentVersion },
    });
    return version && published(definition, version);
  });
}

/**
 * Publishes what is not there yet, in a number of statements that does not grow with theirs; what is there under its key
 * stays as it is. Returns how many were new.
 */
export async function publishMissing(
  tenant: TenantScope,
  kind: DefinitionKind,
  given: readonly Omit<NewVersion, "kind" | "expectedRowVersion">[],
): Promise<number> {
  return inTransaction(tenant, async (tx) => {
    const rows = given.map(({ key, title, origin }) => ({
      tenantId: tx.tenantId,
      id: newId(),
      kind,
      key,
      title,
      originKit: origin?.kit ?? null,
      originVersion: origin?.version ?? null,
      currentVersion: 1,
      createdAt: tx.now,
    }));
    await insertRows(tx, "definition", rows, { skipDuplicates: true });
    const made = await tx.db.definition.findMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      select: { id: true, key: true },
    });
    const bodies = new Map(given.map(({ key, body }) => [key, body]));
    await insertRows(
      tx,
      "definitionVersion",
      made.map(({ id, key }) => ({
        tenantId: tx.tenantId,
        id: newId(),
        definitionId: id,
        number: 1,
        body: canonical(bodies.get(key)) as Prisma.InputJsonValue,
        bodyHash: bodyHash(bodies.get(key)),
        publishedAt: tx.now,
        publishedBy: tx.actor.id,
      })),
    );
    return made.length;
  });
}

/** Every current definition of a kind, or those of some keys, in the order they were made. */
export async function definitionsOf(
  tenant: TenantScope,
  kind: DefinitionKind,
  keys?: readonly string[],
): Promise<PublishedDefinition[]> {
  return inTransaction(tenant, async (tx) => {
    const definitions = await tx.db.definition.findMany({
      where: {
        kind,
        retiredAt: null,
        currentVersion: { not: null },
        ...(keys ? { key: { in: [...keys] } } : {}),
      },
      orderBy: { id: "asc" },
    });
    const versions = await tx.db.definitionVersion.findMany({
      where: {
        OR: definitions.map(({ id, currentVersion }) => ({ definitionId: id, number: currentVersion ?? 0 })),
      },
    });
    const versionOf = new Map(versions.map((version) => [version.definitionId, version]));
    return definitions.flatMap((definition) => {
      const version = versionOf.get(definition.id);
      return version ? [published(definition, version)] : [];
    });
  });
}

/** The exact version somebody was sent or answered. */
export async function definitionVersion(
  tenant: TenantScope,
  versionId: string,
): Promise<PublishedDefinition> {
  return inTransaction(tenant, async (tx) => {
    const version = await tx.db.definitionVersion.findFirst({
      where: { id: versionId },
      include: { definition: true },
    });
    if (!version) throw new Refusal("not_found", "errors.notFound");
    return published(version.definition, version);
  });
}

/** Switches a definition on or off (a follow-up that is off plans nothing). */
export async function switchDefinition(
  tenant: TenantScope,
  definitionId: string,
  active: boolean,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.definition.updateMany({
      where: { id: definitionId },
      data: { active, rowVersion: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("not_found", "errors.notFound");
  });
}

/** Takes a definition out of use, or back into it; its versions stay for whoever points to them. */
export async function retireDefinition(
  tenant: TenantScope,
  definitionId: string,
  retired: boolean,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.definition.updateMany({
      where: { id: definitionId },
      data: { retiredAt: retired ? tx.now : null, rowVersion: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("not_found", "errors.not_found");
  });
}

const published = (
  definition: { id: string; key: string; title: string; active: boolean; rowVersion: number },
  version: { id: string; number: number; body: unknown },
): PublishedDefinition => ({
  definitionId: definition.id,
  versionId: version.id,
  key: definition.key,
  title: definition.title,
  number: version.number,
  active: definition.active,
  rowVersion: definition.rowVersion,
  body: version.body,
});
