import pg from "pg";

import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { apply } from "@/lib/enrollments/enrollments";
import { businessNow } from "@/lib/platform/clock";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { systemScope } from "@/lib/platform/tenancy";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { tenantBySlug } from "@/lib/tenants/tenants";
import type { Installation } from "@/scripts/checks/installation";

import { recordStatements, type Statement } from "./recorded-sql";
import { application, phoneOf } from "./scratch-world";

/** A lecture without an end of places in the installation's own demo, and the SQL of one application to it. */
export async function recordedApplication(installation: Installation): Promise<{
  formUrl: string;
  recorded: Statement[];
  kept: ReadonlySet<string>;
  recordedPhone: string;
  ownerUrl: string;
}> {
  for (const [name, value] of Object.entries(installation.variables))
    if (value !== undefined) process.env[name] = value;
  process.env.DATABASE_APP_URL = installation.appUrl;
  const tenant = await tenantBySlug("demo");
  if (!tenant) throw new Error("the demo tenant is not there");
  const scope = systemScope(tenant.id);
  const course = await makeCourse(scope, { kind: "lecture", title: "공개강의", slug: "bench-http" });
  await changeVisibility(scope, { id: course.id, visibility: "listed" });
  const day = addDays(localDate(await businessNow(), tenant.zone), 7);
  const run = await makeRun(scope, {
    courseId: course.id,
    capacity: 100_000,
    sessions: [{ date: day, start: "14:00", end: "16:00" }],
  });
  await apply(scope, application(run.id, 1));
  const recorded = await recordStatements(() => apply(scope, application(run.id, 2)));
  const kept = await ids(installation.ownerUrl);
  await closeQueue();
  await closeDatabase();
  return {
    formUrl: `${installation.url}/demo/bench-http/apply`,
    recorded,
    kept,
    recordedPhone: `+82${phoneOf(2).slice(1)}`,
    ownerUrl: installation.ownerUrl,
  };
}

async function ids(ownerUrl: string): Promise<Set<string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    "SELECT id::text FROM tenant UNION SELECT id::text FROM course UNION SELECT id::text FROM run UNION SELECT id::text FROM seat_pool UNION SELECT id::text FROM class_session",
  );
  await owner.end();
  return new Set(rows.map(({ id }) => id));
}
