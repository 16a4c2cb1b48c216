interface RuntimeModel {
  /** The table, where it has another name than the model. */
  dbName: string | null;
  fields: { name: string; kind: string; dbName?: string }[];
}

type RuntimeModels = Record<string, RuntimeModel>;

/** What a Prisma client knows of the schema at run time. It is the same object in all that is made of one client. */
export const runtimeModels = (client: object): RuntimeModels =>
  (client as { _runtimeDataModel: { models: RuntimeModels } })._runtimeDataModel.models;

export interface Table {
  name: string;
  /** Column by field, without relations. */
  columns: Map<string, string>;
}

const tables = new WeakMap<RuntimeModels, Map<string, Table>>();

/** The table of a model, named as on the client ("contactPoint"). */
export function tableOf(client: object, model: string): Table {
  const models = runtimeModels(client);
  const known = tables.get(models) ?? allTables(models);
  tables.set(models, known);
  const table = known.get(model);
  if (!table) throw new Error(`runtime models: no model ${model}`);
  return table;
}

const allTables = (models: RuntimeModels) =>
  new Map(
    Object.entries(models).map(([model, { dbName, fields }]) => [
      model.charAt(0).toLowerCase() + model.slice(1),
      {
        name: dbName ?? model,
        columns: new Map(
          fields
            .filter(({ kind }) => kind !== "object")
            .map((field) => [field.name, field.dbName ?? field.name]),
        ),
      },
    ]),
  );
