import { definitionsOf } from "@/lib/definitions/definitions";
import { questionList, wordsIn } from "@/lib/definitions/questions";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type FactInfo, type FactOption, kindOfField, kindOfQuestion, staticFacts } from "./catalogue";
import type { OwnFieldKind } from "./world";

/**
 * Every fact that conditions of this business may use, in the language of the scope: those everybody has, its own fields
 * (the retired ones marked) and the questions that its forms and surveys ask now.
 */
export async function factsOffered(tenant: TenantScope | Tx): Promise<FactInfo[]> {
  return inTransaction(tenant, async (tx) => {
    const lists = {
      tags: await named(tx, "tag"),
      groups: await named(tx, "customerGroup"),
      courses: await courses(tx),
      members: await members(tx),
    };
    const common = staticFacts.map(({ label, options, ...fact }): FactInfo => {
      const own = typeof options === "string" ? lists[options] : options?.map(inLanguage(tx));
      return { ...fact, label: label[tx.locale], ...(own ? { options: own } : {}) };
    });
    return [...common, ...(await ownFields(tx)), ...(await questions(tx))];
  });
}

const inLanguage =
  ({ locale }: Tx) =>
  ({ value, label }: { value: string; label: { ko: string; en: string } }): FactOption => ({
    value,
    label: label[locale],
  });

const asOption = ({ id, name }: { id: string; name: string }): FactOption => ({ value: id, label: name });

async function named(tx: Tx, table: "tag" | "customerGroup"): Promise<FactOption[]> {
  const query = { orderBy: { name: "asc" }, select: { id: true, name: true } } as const;
  const rows = table === "tag" ? await tx.db.tag.findMany(query) : await tx.db.customerGroup.findMany(query);
  return rows.map(asOption);
}

async function courses(tx: Tx): Promise<FactOption[]> {
  const rows = await tx.db.course.findMany({
    orderBy: { createdAt: "desc" },
    select: { id: true, title: true },
  });
  return rows.map(({ id, title }) => asOption({ id, name: title }));
}

/** Also who left: a condition may still name them. */
async function members(tx: Tx): Promise<FactOption[]> {
  const rows = await tx.db.membership.findMany({
    orderBy: { createdAt: "asc" },
    select: { id: true, account: { select: { name: true } } },
  });
  return rows.map(({ id, account }) => asOption({ id, name: account.name }));
}

async function ownFields(tx: Tx): Promise<FactInfo[]> {
  const rows = await tx.db.customerField.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.map(({ id, label, kind, options, retiredAt }) => ({
    fact: `field.${id}`,
    kind: kindOfField[kind as OwnFieldKind],
    group: "own",
    label,
    ...(kind === "choice" || kind === "choices"
      ? {
          options: (options as { key: string; label: string; retired?: boolean }[]).map((one) => ({
            value: one.key,
            label: one.label,
            ...(one.retired ? { retired: true as const } : {}),
          })),
        }
      : {}),
    ...(retiredAt ? { retired: true } : {}),
  }));
}

async function questions(tx: Tx): Promise<FactInfo[]> {
  const found = new Map<string, FactInfo>();
  for (const kind of ["form", "survey"] as const)
    for (const { body } of await definitionsOf(tx, kind)) {
      const read = questionList.safeParse((body as { questions?: unknown } | null)?.questions);
      for (const asked of read.data ?? []) {
        const fact = `answer.${asked.key}`;
        if (found.has(fact)) continue;
        const options = asked.options?.map(({ key, label }) => ({
          value: key,
          label: wordsIn(label, tx.locale),
        }));
        found.set(fact, {
          fact,
          kind: kindOfQuestion[asked.type],
          group: "answer",
          label: wordsIn(asked.label, tx.locale),
          ...(options ? { options } : {}),
        });
      }
    }
  return [...found.values()];
}
