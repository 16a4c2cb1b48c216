import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { loadStarter } from "@/lib/follow-ups/starter";
import { businessNow } from "@/lib/platform/clock";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { forgetTenantClients, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { scratchDatabase } from "@/scripts/database/scratch";

/** Connections of this process and of a baseline beside it: the same for both. */
export const poolSize = 10;

export interface BenchWorld {
  tenant: TenantScope;
  appUrl: string;
  ownerUrl: string;
  /** A free lecture in a week, with so many places, of this business unless another is named. */
  lecture: (slug: string, capacity: number, whose?: TenantScope) => Promise<string>;
  end: () => Promise<void>;
}

/** A database of its own on the server that `npm run bench` started or was given, fsync on. */
export async function benchWorld(): Promise<BenchWorld> {
  const database = await scratchDatabase();
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_POOL_SIZE: String(poolSize),
    BASE_URL: "http://localhost:3000",
  });
  const tenant = await makeTenant();
  await loadStarter(tenant);
  const day = addDays(localDate(await businessNow(), "Asia/Seoul"), 7);
  return {
    tenant,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    lecture: async (slug, capacity, whose = tenant) => {
      const course = await makeCourse(whose, { kind: "lecture", title: "공개강의", slug });
      await changeVisibility(whose, { id: course.id, visibility: "listed" });
      const run = await makeRun(whose, {
        courseId: course.id,
        capacity,
        sessions: [{ date: day, start: "14:00", end: "16:00" }],
      });
      return run.id;
    },
    end: async () => {
      await closeQueue();
      await closeDatabase();
      forgetTenantClients();
      await database.drop();
    },
  };
}

/** A mobile number of its own for each application. */
export const phoneOf = (index: number): string => `010${String(20_000_000 + index).padStart(8, "0")}`;

export const application = (runId: string, index: number) => ({
  runId,
  name: "홍길동",
  phone: phoneOf(index),
  shop: "행복한꽃집",
  waitIfFull: true,
  consents: ["collection", "advertising"] as const,
  evidence: { locale: "ko" as const, source: "application_form" },
});
