import { formatDate, formatWhen } from "@/lib/platform/formats/korean-time";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { localOf } from "@/lib/platform/zoned-time";
import { explain, reasonsOf } from "@/lib/rules/explain";
import type { Condition, FactValue } from "@/lib/rules/rules";

import type { FactInfo } from "./catalogue";
import { factsOf } from "./facts";
import { countOf, type FoundCustomer, samplesOf } from "./found";
import { factsOffered } from "./offered";
import { type SentenceGround, valueWords } from "./plain";
import { type Segment, segmentsOf } from "./segments";
import { sentenceOf, statementOf } from "./sentence";
import { worldOf } from "./world";

/** Why a customer is in a segment, or is not: the tests that decided, each as something true about them. */
export interface Why {
  customer: { id: string; name: string };
  holds: boolean;
  reasons: { statement: string; actual: string | null }[];
}

/** Reads the customer's facts apart from the SQL that finds members, and evaluates the condition over them. */
export async function whyIn(
  tenant: TenantScope | Tx,
  condition: Condition,
  customerId: string,
): Promise<Why> {
  return inTransaction(tenant, async (tx) => {
    const customer = await tx.db.customer.findFirst({
      where: { id: customerId, erasedAt: null },
      select: { id: true, name: true },
    });
    const facts = (await factsOf(tx, customer ? [customerId] : [])).get(customerId);
    if (!customer || !facts) throw new Refusal("not_found", "errors.not_found");
    const ground = await groundOf(tx);
    const explanation = explain(condition, facts);
    const said = reasonsOf(explanation).map(({ test, actual, held }) => ({
      statement: statementOf(test, held, ground),
      actual: actualWords(ground.facts.get(test.fact), actual, ground),
    }));
    const reasons = [...new Map(said.map((reason) => [reason.statement, reason])).values()];
    return { customer, holds: explanation.holds, reasons };
  });
}

export interface Preview {
  count: number;
  samples: FoundCustomer[];
  sentence: string;
}

/** What a condition would find if it were saved as it stands: how many, ten of them, and itself in words. */
export async function previewOf(tenant: TenantScope, condition: Condition): Promise<Preview> {
  return inTransaction(tenant, async (tx) => {
    const world = await worldOf(tx, [condition]);
    return {
      count: await countOf(tx, condition, world),
      samples: await samplesOf(tx, condition, world),
      sentence: sentenceOf(condition, await groundOf(tx)),
    };
  });
}

export interface SegmentLine extends Segment {
  sentence: string;
  count: number;
}

/** Every segment in words and with how many it finds now. */
export async function segmentLines(tenant: TenantScope): Promise<SegmentLine[]> {
  return inTransaction(tenant, async (tx) => {
    const segments = await segmentsOf(tx);
    const world = await worldOf(
      tx,
      segments.map(({ condition }) => condition),
    );
    const ground = await groundOf(tx);
    const lines: SegmentLine[] = [];
    for (const segment of segments)
      lines.push({
        ...segment,
        sentence: sentenceOf(segment.condition, ground),
        count: await countOf(tx, segment.condition, world),
      });
    return lines;
  });
}

/** What sentences about conditions of this business are made of, in the language of the scope. */
export async function groundOf(tenant: TenantScope | Tx): Promise<SentenceGround> {
  return inTransaction(tenant, async (tx) => {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const facts = await factsOffered(tx);
    return { locale: tx.locale, zone, facts: new Map(facts.map((info) => [info.fact, info])) };
  });
}

const yesNo = { ko: { true: "예", false: "아니요" }, en: { true: "yes", false: "no" } } as const;
const goneWords = { ko: "지워진 것", en: "something deleted" } as const;

/** What the fact really was; null where it is not known, or where the statement says it already. */
function actualWords(info: FactInfo | undefined, actual: FactValue, ground: SentenceGround): string | null {
  if (actual === null || actual === undefined || actual === "") return null;
  if (actual instanceof Date) return timeWords(actual, ground);
  if (typeof actual === "boolean") return info?.group === "person" ? null : yesNo[ground.locale][`${actual}`];
  const values = Array.isArray(actual) ? (actual as (string | number)[]) : [actual as string | number];
  return values.map((value) => valueWords(info, value, goneWords[ground.locale])).join(", ");
}

const timeWords = (at: Date, { zone, locale }: SentenceGround) =>
  localOf(at, zone).time === "00:00" ? formatDate(at, zone, locale) : formatWhen(at, zone, locale);
