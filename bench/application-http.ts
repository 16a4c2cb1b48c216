import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { renderedForm } from "@/scripts/checks/rendered-form";

import { load } from "./load";
import { asRatio, type Benchmark, interleaved } from "./measure";
import { forAnother, type Statement } from "./recorded-sql";
import { phoneOf } from "./scratch-world";
import { vacuum } from "./vacuum";

const rounds = 5;
const perRound = 400;
const clients = 32;

/** Where the bare handler finds its statements; each is prepared once under a name of its own. */
export function statementsFile(statements: readonly Statement[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "dangol-bench-")), "statements.json");
  const named = statements.map(({ text }) => ({
    text,
    name: createHash("sha1").update(text).digest("hex").slice(0, 20),
  }));
  writeFileSync(file, JSON.stringify({ statements: named }));
  return file;
}

export interface HttpBench {
  /** Address of the application form, with its run. */
  formUrl: string;
  bareUrl: string;
  recorded: Statement[];
  kept: ReadonlySet<string>;
  recordedPhone: string;
  ownerUrl: string;
}

/** The rendered form sent as a browser without JavaScript sends it, against a bare route handler with the same SQL. */
export async function applicationHttp({
  formUrl,
  bareUrl,
  recorded,
  kept,
  recordedPhone,
  ownerUrl,
}: HttpBench): Promise<Benchmark> {
  const form = await renderedForm(formUrl);
  let person = 500_000;
  const ours = () => {
    const first = person;
    person += perRound;
    return load(form.action, perRound, clients, 303, (index) =>
      form.filled({
        name: "홍길동",
        phone: phoneOf(first + index),
        consents: ["collection", "advertising"],
        from: addressOf(first + index),
      }),
    );
  };
  const baseline = () => {
    const first = person;
    person += perRound;
    return load(`${bareUrl}/apply`, perRound, clients, 200, (index) => {
      const values = forAnother(recorded, kept, {
        was: recordedPhone,
        becomes: `+82${phoneOf(first + index).slice(1)}`,
      }).map((one) => one.values);
      return {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ values: JSON.stringify(values) }).toString(),
      };
    });
  };
  await ours();
  await baseline();
  await vacuum(ownerUrl);
  return asRatio(
    "application over HTTP against a bare route handler",
    0.6,
    await interleaved(rounds, ours, baseline),
  );
}

/** Limits stay on: every applicant comes from an address of their own, through the trusted proxy. */
export const addressOf = (index: number): string =>
  `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
