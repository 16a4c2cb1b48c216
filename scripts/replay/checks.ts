import starter from "@/lib/follow-ups/starter.json" with { type: "json" };
import type { TwilioServer } from "@/scripts/providers/twilio/twilio";

import { count, type TenantSql } from "./questions";

export interface Check {
  name: string;
  expected: number;
  actual: number;
  ok: boolean;
}

export interface Tally {
  rows: number;
  applied: number;
  duplicates: number;
  refused: number;
  waitlisted: number;
  attended: number;
  answered: number;
  /** Of those who came, how many the file says consented to texts. */
  cameAndSaidYes: number;
  texts: Record<string, number>;
}

const came = "('attended', 'late', 'left_early')";

/** Counts by SQL and from the provider's own log, and holds them against each other. */
export async function checks(
  sql: TenantSql,
  provider: TwilioServer,
  runId: string,
  tally: Tally,
): Promise<Check[]> {
  const log = provider.control.messages().filter((one) => !one.direction.startsWith("inbound"));
  const check = (name: string, expected: number, actual: number): Check => ({
    name,
    expected,
    actual,
    ok: expected === actual,
  });
  const atLeast = (name: string, expected: number, actual: number): Check => ({
    name,
    expected,
    actual,
    ok: actual >= expected,
  });
  const enrolled = "SELECT 1 FROM enrollment WHERE run_id = $1";
  const everConfirmed = `${enrolled} AND confirmed_at IS NOT NULL`;
  const present = `SELECT e.id, e.customer_id FROM enrollment e JOIN attendance a ON a.tenant_id = e.tenant_id AND a.enrollment_id = e.id
                   WHERE e.run_id = $1 AND a.state IN ${came}`;
  const consented = `SELECT DISTINCT ON (customer_id) customer_id, given FROM consent WHERE purpose = 'advertising' AND channel = 'sms'
                     ORDER BY customer_id, occurred_at DESC, id DESC`;
  const invited = `SELECT p.id FROM (${present}) p JOIN (${consented}) c ON c.customer_id = p.customer_id AND c.given`;
  const left = (key: string) =>
    count(
      sql,
      "SELECT 1 FROM message m JOIN enrollment e ON e.tenant_id = m.tenant_id AND e.id = m.enrollment_id WHERE e.run_id = $1 AND m.purpose = $2 AND m.provider_sid IS NOT NULL",
      [runId, `follow_up:${key}`],
    );
  const confirmed = await count(sql, everConfirmed, [runId]);
  const [pool] = await sql<{ taken: number; capacity: number | null }>(
    "SELECT taken, capacity FROM seat_pool WHERE run_id = $1",
    [runId],
  );
  const [held] = await sql<{ places: number }>(
    "SELECT coalesce(sum(places), 0)::int AS places FROM enrollment WHERE run_id = $1 AND state IN ('confirmed', 'completed', 'awaiting_payment', 'offered')",
    [runId],
  );
  const sids = new Set(log.map((one) => one.sid));
  const bound = await sql<{ sid: string }>(
    "SELECT provider_sid AS sid FROM message WHERE provider_sid IS NOT NULL",
  );
  return [
    check(
      "every row is an application, a recognised one or a refusal",
      tally.rows,
      tally.applied + tally.duplicates + tally.refused,
    ),
    check("enrollments in the database", tally.applied, await count(sql, enrolled, [runId])),
    check(
      "on the waitlist at the time of applying",
      tally.waitlisted,
      await count(sql, `${enrolled} AND waitlisted_at IS NOT NULL`, [runId]),
    ),
    check("places held are the pool's places taken", held?.places ?? 0, pool?.taken ?? 0),
    check(
      "places beyond the capacity",
      0,
      pool?.capacity == null ? 0 : Math.max(0, pool.taken - pool.capacity),
    ),
    check("confirmation texts: one for each confirmed", confirmed, await left("confirmed")),
    check("day-before texts: one for each confirmed", confirmed, await left("day_before")),
    check("same-day texts: one for each confirmed", confirmed, await left("same_day")),
    check("attendance marked as came", tally.attended, await count(sql, present, [runId])),
    check("thanks: one for each who came", await count(sql, present, [runId]), await left("thanks")),
    check(
      "invitations: came and consented to texts",
      await count(sql, invited, [runId]),
      await left("invitation"),
    ),
    check("invitations: came and said yes in the file", tally.cameAndSaidYes, await left("invitation")),
    atLeast(
      "invitations: more than none (where anybody who came said yes)",
      Math.min(1, tally.cameAndSaidYes),
      tally.texts["invitation"] ?? 0,
    ),
    check(
      'texts at the provider that begin with "(광고)": the invitations',
      await left("invitation"),
      log.filter(({ body }) => body.startsWith("(광고)")).length,
    ),
    ...Object.entries(tally.texts).map(([key, n]) =>
      check(
        `texts at the provider in the words of "${key}"`,
        n,
        log.filter(({ body }) => wordsOf(key).test(body)).length,
      ),
    ),
    check(
      "invitations to somebody who did not come or did not consent",
      0,
      await count(
        sql,
        `SELECT 1 FROM message m WHERE m.purpose = 'follow_up:invitation' AND m.provider_sid IS NOT NULL AND m.enrollment_id NOT IN (SELECT id FROM (${invited}) i)`,
        [runId],
      ),
    ),
    check(
      "surveys answered",
      tally.answered,
      await count(
        sql,
        "SELECT 1 FROM survey_response r JOIN enrollment e ON e.tenant_id = r.tenant_id AND e.id = r.enrollment_id WHERE e.run_id = $1 AND r.submitted_at IS NOT NULL",
        [runId],
      ),
    ),
    check(
      "texts at the provider are texts in the table",
      log.length,
      bound.filter(({ sid }) => sids.has(sid)).length,
    ),
    check(
      "texts the provider saw twice (same number, same words)",
      0,
      log.length - new Set(log.map((one) => `${one.to}\n${one.body}`)).size,
    ),
    check(
      "messages left without an end",
      0,
      await count(
        sql,
        "SELECT 1 FROM message WHERE state IN ('planned', 'held', 'claimed', 'submitting', 'unclear') AND due_at <= business_now()",
      ),
    ),
  ];
}

/** How a text of this kind reads at the provider: the starter's own words with anything where a value stood. */
function wordsOf(key: string): RegExp {
  const text = starter.templates.find((one) => one.key === key)?.body.texts.ko ?? "";
  const literal = text.split(/#\{[^}]+\}/).map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^]+?")}$`);
}
