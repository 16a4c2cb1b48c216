import type { PrismaClient } from "./generated/client";
import { runtimeModels } from "./runtime-models";

/** What the guard must know of a model: whether it belongs to tenants, and which of its fields are relations. */
interface GuardedModel {
  tenantOwned: boolean;
  relations: Set<string>;
}

function guardedModels(client: PrismaClient): Map<string, GuardedModel> {
  return new Map(
    Object.entries(runtimeModels(client)).map(([name, { fields }]) => [
      name,
      {
        tenantOwned: fields.some((field) => field.name === "tenantId"),
        relations: new Set(fields.filter((field) => field.kind === "object").map((field) => field.name)),
      },
    ]),
  );
}

type Arguments = Record<string, unknown>;

function refuseForeign(given: unknown, tenantId: string): void {
  if (given !== undefined && given !== tenantId)
    throw new Error("tenant guard: another tenant's id in a query");
}

function ownedWhere(where: unknown, tenantId: string): Arguments {
  const given = (where ?? {}) as Arguments;
  refuseForeign(given.tenantId, tenantId);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("tenantId_")) refuseForeign((value as Arguments).tenantId, tenantId);
  }
  return { ...given, tenantId };
}

function ownedRow(row: unknown, tenantId: string, model: GuardedModel): Arguments {
  const given = row as Arguments;
  refuseForeign(given.tenantId, tenantId);
  refuseNestedWrites(given, model);
  return { ...given, tenantId };
}

/** `connect` on a to-many side moved another tenant's row in spite of the composite key when tried: none is let through. */
function refuseNestedWrites(data: unknown, model: GuardedModel): void {
  for (const field of Object.keys((data ?? {}) as Arguments)) {
    if (model.relations.has(field)) throw new Error(`tenant guard: nested write through "${field}"`);
  }
}

/** The same arguments with the tenant in them; throws when they name another one or write through a relation. */
export function guardArguments(
  operation: string,
  given: Arguments,
  tenantId: string,
  model: GuardedModel,
): Arguments {
  const args: Arguments = { ...given };
  if (operation === "create" || operation === "createMany" || operation === "createManyAndReturn") {
    args.data = Array.isArray(args.data)
      ? args.data.map((row) => ownedRow(row, tenantId, model))
      : ownedRow(args.data, tenantId, model);
    return args;
  }
  if (operation === "upsert") {
    args.create = ownedRow(args.create, tenantId, model);
    refuseForeign((args.update as Arguments | undefined)?.tenantId, tenantId);
    refuseNestedWrites(args.update, model);
  }
  if (operation.startsWith("update")) {
    refuseForeign((args.data as Arguments | undefined)?.tenantId, tenantId);
    refuseNestedWrites(args.data, model);
  }
  args.where = ownedWhere(args.where, tenantId);
  return args;
}

/** Lock 3: a client whose every query on a tenant's table names this tenant. */
export function guardedClient(client: PrismaClient, tenantId: string): PrismaClient {
  const models = guardedModels(client);
  return client.$extends({
    name: "tenant-guard",
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          const known = models.get(model);
          if (!known?.tenantOwned) return query(args);
          return query(guardArguments(operation, (args ?? {}) as Arguments, tenantId, known) as typeof args);
        },
      },
    },
  }) as unknown as PrismaClient;
}
