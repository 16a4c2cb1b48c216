import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { checkIn } from "@/lib/enrollments/attendance";
import { apply } from "@/lib/enrollments/enrollments";
import type { FormRow } from "@/lib/enrollments/form-export";
import { loadStarter } from "@/lib/follow-ups/starter";
import { changeCaps, limitsOf } from "@/lib/messages/limits/limits";
import { recordSender } from "@/lib/messages/senders/sender-numbers";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret } from "@/lib/platform/secrets";
import type { TenantScope } from "@/lib/platform/tenancy";
import { addDays, instantOf, localDate } from "@/lib/platform/zoned-time";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import { changeFooter, changeOptOutNumber, settingsOf } from "@/lib/tenants/settings";
import { makeTenant } from "@/lib/tenants/tenants";

import { answerSurvey } from "./answer-survey";
import { checks as allChecks, type Check } from "./checks";
import { tenantSql } from "./questions";
import { choose, seeded } from "./seeded";
import { makeWorld, type World } from "./world";

export interface Replay {
  rows: FormRow[];
  courseSlug: string;
  tenantSlug: string;
  seed: number;
  /** Null: as many as apply. */
  seats: number | null;
  /** How the month is checked; a test gives a false expectation here. */
  checks?: typeof allChecks;
}

const textKeys = [
  "confirmed",
  "day_before",
  "same_day",
  "thanks",
  "invitation",
  "waitlisted",
  "moved",
  "cancelled",
] as const;

export interface Month {
  rows: number;
  applied: number;
  duplicates: number;
  refused: { line: number; reason: string }[];
  waitlisted: number;
  attended: number;
  answered: number;
  texts: Record<(typeof textKeys)[number], number>;
  held: number;
  blocked: Record<string, number>;
  invitations: number;
  checks: Check[];
}

const zone = "Asia/Seoul";
const shareThatComes = 0.6;
const shareThatAnswers = 0.5;

/**
 * Every row of an export through the verb of the public page, in the order of its time; then the lecture, the day, the
 * survey, and time until the invitations are out. Everything in a scratch database; the same seed gives the same month.
 */
export async function replayMonth(given: Replay): Promise<Month> {
  const rows = [...given.rows].sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const dated = rows.flatMap(({ at }) => (at ? [at.getTime()] : []));
  if (dated.length === 0) throw new Error("No row of the file has a time.");
  const first = new Date(Math.min(...dated) - 86_400_000);
  const lectureDay = addDays(localDate(new Date(Math.max(...dated)), zone), 5);

  const world = await makeWorld(first);
  try {
    const owner = await setUp(world, given.tenantSlug);
    const runId = await lecture(owner, given, lectureDay);
    return await play(world, owner, runId, { ...given, rows }, lectureDay);
  } finally {
    await world.end();
  }
}

async function setUp(world: World, slug: string): Promise<TenantScope> {
  const { owner } = await makeTenant({
    slug,
    name: "작은가게 마케팅",
    owner: { email: `owner@${slug}.dangol.test`, name: "이가람" },
  });
  const version = async () => (await settingsOf(owner)).version;
  await changeFooter(owner, {
    version: await version(),
    businessName: "작은가게 마케팅",
    representative: "이가람",
    businessNumber: null,
    address: null,
    phone: "02-555-0199",
    email: null,
  });
  await changeOptOutNumber(owner, { version: await version(), optOutNumber: "080-123-4567" });
  await setTextingAccount(owner, {
    accountSid: world.accountSid,
    authToken: world.authToken,
    senderNumber: "+8225550199",
    messagingServiceSid: null,
  });
  await recordSender(owner, {
    number: "+8225550199",
    proof: "service_certificate",
    description: "replay, local server",
    registeredOn: "2020-01-01",
  });
  // A file may hold more people than a shop would text in a day: what is replayed is its month, not its limits.
  const { version: limits } = await limitsOf(owner);
  const money = { dayWon: 100_000_000, monthWon: 100_000_000, abroadWon: 100_000_000 };
  const most = { perHour: 100_000, perDay: 1_000_000, ...money };
  await changeCaps(owner, { version: limits, ...most });
  await recordAdvertisingProof(owner, {
    provider: "twilio",
    description: "replay, local server",
    validFrom: "2020-01-01",
    validUntil: null,
  });
  await loadStarter(owner);
  return owner;
}

async function lecture(
  owner: TenantScope,
  { courseSlug, seats, rows }: Replay,
  day: string,
): Promise<string> {
  const next = await makeCourse(owner, {
    kind: "practice",
    title: "한 달 단골 만들기 실습",
    slug: `${courseSlug}-next`,
  });
  await changeVisibility(owner, { id: next.id, visibility: "listed" });
  const course = await makeCourse(owner, {
    kind: "lecture",
    title: "혼자서도 되는 동네 마케팅",
    slug: courseSlug,
  });
  await changeCourse(owner, {
    id: course.id,
    version: 1,
    changes: { nextCourseId: next.id, surveyKey: "after_course" },
  });
  await changeVisibility(owner, { id: course.id, visibility: "listed" });
  const run = await makeRun(owner, {
    courseId: course.id,
    capacity: seats ?? Math.max(1, rows.length),
    placeName: "토즈 강남 3층",
    placeAddress: "서울 서초구 강남대로 359",
    placeLatitude: 37.4947,
    placeLongitude: 127.0288,
    sessions: [{ date: day, start: "19:00", end: "21:30" }],
  });
  return run.id;
}

/** One row as the public form would send it. The consent's text is the form's own question, kept by its hash. */
async function applyRow(owner: TenantScope, runId: string, row: FormRow) {
  return apply(
    { ...owner, actor: { kind: "customer", id: null } },
    {
      runId,
      name: row.name,
      phone: row.phone,
      shop: row.shop,
      trade: row.trade,
      heardFrom: row.heardFrom,
      waitIfFull: true,
      consents: row.consents,
      evidence: {
        locale: "ko",
        source: "form_export",
        ...(row.advertisingQuestion
          ? { text: { version: "form", hash: hashSecret(row.advertisingQuestion) } }
          : {}),
      },
    },
  );
}

async function play(
  world: World,
  owner: TenantScope,
  runId: string,
  { rows, seed, checks = allChecks }: Replay,
  day: string,
): Promise<Month> {
  const sql = tenantSql(owner.tenantId);
  const refused: Month["refused"] = [];
  let applied = 0;
  let duplicates = 0;
  let waitlisted = 0;
  const saidYes = new Set<string>();
  for (const row of rows) {
    if (row.at) await world.goTo(row.at);
    try {
      const made = await applyRow(owner, runId, row);
      if (made.outcome === "existing") duplicates += 1;
      else applied += 1;
      if (made.outcome === "made" && made.state === "waitlisted") waitlisted += 1;
      if (made.outcome === "made" && row.consents.includes("advertising")) saidYes.add(made.enrollmentId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ line: row.line, reason: error.reason });
    }
    await world.goTo(world.now());
  }

  const random = seeded(seed);
  const start = instantOf({ date: day, time: "19:00", zone });
  await liveUntil(world, sql, new Date(start.getTime() - 10 * 60_000));
  const coming = await sql<{ id: string; session_id: string }>(
    `SELECT e.id::text, s.id::text AS session_id FROM enrollment e JOIN class_session s ON s.tenant_id = e.tenant_id AND s.run_id = e.run_id
     WHERE e.run_id = $1 AND e.state = 'confirmed' ORDER BY e.applied_at, e.id`,
    [runId],
  );
  const came = choose(random, coming, Math.round(coming.length * shareThatComes));
  for (const { id, session_id } of came)
    await checkIn(owner, { enrollmentId: id, sessionId: session_id, means: "code" });
  await liveUntil(world, sql, instantOf({ date: addDays(day, 1), time: "12:00", zone }));
  const answering = choose(random, came, Math.round(came.length * shareThatAnswers));
  for (const { id } of answering) await answerSurvey(world, owner, id, random);
  await liveUntil(world, sql, instantOf({ date: addDays(day, 7), time: "12:00", zone }));

  const sent = await sql<{ key: string; n: number }>(
    "SELECT substring(purpose FROM 11) AS key, count(*)::int AS n FROM message WHERE provider_sid IS NOT NULL AND purpose LIKE 'follow_up:%' GROUP BY 1",
  );
  const texts = Object.fromEntries(
    textKeys.map((key) => [key, sent.find((row) => row.key === key)?.n ?? 0]),
  ) as Month["texts"];
  const blocked = await sql<{ reason: string; n: number }>(
    "SELECT regexp_replace(verdict_reason, '^.*\\.', '') AS reason, count(*)::int AS n FROM message WHERE state = 'blocked' GROUP BY 1 ORDER BY 1",
  );
  const [held] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM message WHERE state IN ('planned', 'held')",
  );
  const tally = {
    rows: rows.length,
    applied,
    duplicates,
    refused: refused.length,
    waitlisted,
    attended: came.length,
    answered: answering.length,
    texts,
  };
  const cameAndSaidYes = came.filter(({ id }) => saidYes.has(id)).length;
  return {
    ...tally,
    refused: refused.sort((a, b) => a.line - b.line),
    held: held?.n ?? 0,
    blocked: Object.fromEntries(blocked.map(({ reason, n }) => [reason, n])),
    invitations: texts.invitation,
    checks: await checks(sql, world.provider, runId, { ...tally, cameAndSaidYes }),
  };
}

/** Lets time run from one due thing to the next, as the days would. */
async function liveUntil(world: World, sql: ReturnType<typeof tenantSql>, end: Date): Promise<void> {
  for (;;) {
    const [next] = await sql<{ at: Date | null }>(
      `SELECT min(at) AS at FROM (
         SELECT coalesce(held_until, due_at) AS at FROM message WHERE state IN ('planned', 'held')
         UNION ALL SELECT next_listing_at FROM message WHERE state = 'unclear'
         UNION ALL SELECT deadline FROM decision WHERE state = 'open'
         UNION ALL SELECT ends_at FROM class_session WHERE cancelled_at IS NULL) due WHERE at > $1`,
      [world.now()],
    );
    if (!next?.at || next.at >= end) break;
    await world.goTo(next.at);
  }
  await world.goTo(end);
}
