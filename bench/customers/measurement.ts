import type { Statement } from "../recorded-sql";

/** One question, asked by the product's verb and by the best SQL that we can write by hand; both must answer the same. */
export interface Measurement {
  name: string;
  /** How many different inputs there are; calls go round them. */
  inputs: number;
  verb: (input: number) => Promise<unknown>;
  /** One statement, sent as the application's role in a transaction of its own with row-level security. */
  sql: (input: number) => Statement;
  /** What the owner sends without row-level security and without a transaction, where it is another statement. */
  bare?: (input: number) => Statement;
  /** Both answers in a form that can be compared. */
  told: { verb: (answer: never) => unknown; sql: (rows: never[]) => unknown };
  /** Where `bare` answers less than the verb does: whether its answer is part of the verb's. */
  bareFits?: (answer: never, rows: never[]) => boolean;
}

/** Times of one measurement in milliseconds. */
export interface Times {
  verb: number[];
  sql: number[];
  bare: number[];
}
