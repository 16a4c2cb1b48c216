import { afterAll, expect, test } from "vitest";
import { mark } from "@/lib/enrollments/attendance";
import { cancel } from "@/lib/enrollments/cancellation";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { deskOfOwn } from "../testing/desk";
import { insightOf } from "./insight";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const insight = (tenant: TenantScope, id: string) => inTransaction(tenant, (tx) => insightOf(tx, id));
const day = (date: string) => ({ sessions: [{ date, start: "14:00", end: "16:00" }] });

test("counts what was taken and attended, and names the last contact and the next step", async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  const tenant = await deskOfOwn();
  const runs = [
    await courseWithRun(tenant, day("2026-12-05")),
    await courseWithRun(tenant, day("2026-12-06")),
    await courseWithRun(tenant, day("2026-12-07")),
    await courseWithRun(tenant, day("2026-12-20")),
  ] as const;
  const enrolled = [];
  for (const { runId } of runs) enrolled.push(await apply(tenant, applicationTo(runId, 5)));
  const id = enrolled[0]?.customerId as string;
  expect(await insight(tenant, id)).toMatchObject({
    taken: 4,
    attended: 0,
    marked: 0,
    lastContact: null,
    next: { kind: "session", runId: runs[0].runId, at: new Date("2026-12-05T05:00:00Z") },
    task: null,
  });

  await moveClockTo("2026-12-07T08:00:00Z");
  for (const [at, state] of (["attended", "absent", "late"] as const).entries())
    await mark(tenant, {
      enrollmentId: enrolled[at]?.enrollmentId as string,
      sessionId: (runs[at] as (typeof runs)[number]).sessionId,
      state,
      means: "tap",
    });
  expect(await insight(tenant, id)).toMatchObject({
    taken: 4,
    attended: 2,
    marked: 3,
    cameTo: 2,
    lastContact: { kind: "visit", at: new Date("2026-12-07T05:00:00Z") },
    next: { kind: "session", runId: runs[3].runId },
  });

  await cancel(tenant, enrolled[3]?.enrollmentId as string, { by: "customer" });
  await inTransaction(tenant, async ({ db, tenantId, now }) => {
    await db.inboundMessage.create({
      data: {
        tenantId,
        id: newId(),
        customerId: id,
        providerSid: newId(),
        fromAddress: "+821010000005",
        toAddress: "+827012345678",
        body: "주차 되나요?",
        receivedAt: now,
      },
    });
    await db.task.createMany({
      data: [
        { tenantId, id: newId(), customerId: id, title: "언젠가", createdAt: now },
        {
          tenantId,
          id: newId(),
          customerId: id,
          title: "다음 주",
          dueOn: new Date("2026-12-14"),
          createdAt: now,
        },
        {
          tenantId,
          id: newId(),
          customerId: id,
          title: "끝난 일",
          dueOn: new Date("2026-12-08"),
          doneAt: now,
          createdAt: now,
        },
      ],
    });
  });
  expect(await insight(tenant, id)).toMatchObject({
    taken: 3,
    lastContact: { kind: "received", at: new Date("2026-12-07T08:00:00Z") },
    next: null,
    task: { title: "다음 주", dueOn: "2026-12-14" },
  });
});
