import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { RenderedForm } from "@/scripts/checks/rendered-form";
import { phoneOfApplicant, send } from "./rush";
import { loadMessages } from "./words";

interface Answered {
  index: number;
  status: number;
}

/** People who apply one after the other, until they are told to stop. */
export interface Applicants {
  /** Those who read that their application has arrived. */
  acknowledged: number[];
  /** Every answer so far; 0 where the connection broke. */
  answers: Answered[];
  /** Resolves when so many more have been acknowledged. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
}

const patience = 60_000;

/** Looks again and again until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
}

/** `atOnce` people at a time, each with a number and an address of their own, in turn at every address of the product. */
export function applying(
  urls: readonly string[],
  forms: readonly RenderedForm[],
  { atOnce, from }: { atOnce: number; from: number },
): Applicants {
  const acknowledged: number[] = [];
  const answers: Answered[] = [];
  const { sent } = loadMessages();
  let next = from;
  let ending = false;
  const inTurn = async () => {
    while (!ending) {
      const index = next++;
      const url = urls[index % urls.length] as string;
      const form = forms[Math.floor(index / urls.length) % forms.length] as RenderedForm;
      const { status, shown } = await send(url, form, index);
      answers.push({ index, status });
      if (status === 200 && shown.includes(sent)) acknowledged.push(index);
      // Who is turned away by a dead server does not knock a thousand times a second.
      else await pause(50);
    }
  };
  const all = Promise.all(Array.from({ length: atOnce }, inTurn));
  return {
    acknowledged,
    answers,
    async more(count) {
      const wanted = acknowledged.length + count;
      await until(() => acknowledged.length >= wanted, `${wanted} are acknowledged`);
    },
    async stop() {
      ending = true;
      await all;
    },
  };
}

/** Those of the acknowledged who are not in the table. */
export async function lost(ownerUrl: string, acknowledged: readonly number[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ address: string }>(
    `SELECT address FROM contact_point JOIN enrollment USING (tenant_id, customer_id)
     WHERE channel = 'phone' AND state = 'confirmed'`,
  );
  await client.end();
  const kept = new Set(rows.map(({ address }) => address));
  return acknowledged.filter((index) => !kept.has(phoneOfApplicant(index).replace(/^0/, "+82")));
}
