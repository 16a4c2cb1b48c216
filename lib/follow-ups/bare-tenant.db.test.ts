import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { cancelSession } from "@/lib/courses/sessions";
import { decline } from "@/lib/enrollments/approval";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { openShortLink } from "@/lib/messages/links/short-links";
import {
  type MessageWorld,
  messageWorld,
  noon,
  sender,
  sendingTenant,
} from "@/lib/messages/testing/message-world";
import { closeDatabase } from "@/lib/platform/database/pool";
import { env } from "@/lib/platform/env";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { loadStarter } from "./starter";

let world: MessageWorld;
beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

/** A business that has filled in nothing: no footer, no place. */
async function bareTenant(given: { messagingServiceSid?: string } = {}): Promise<TenantScope> {
  const tenant = await sendingTenant(given);
  await inTransaction(tenant, ({ db }) =>
    db.tenantSettings.updateMany({ data: { phone: null, email: null } }),
  );
  await loadStarter(tenant);
  return tenant;
}

const texts = () => world.provider.control.messages().map(({ body }) => body);
const blocked = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) =>
    db.message.findMany({ where: { state: "blocked" }, select: { purpose: true, verdictReason: true } }),
  );
const shop = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) =>
    db.tenant.findUniqueOrThrow({ where: { id: tenant.tenantId }, select: { slug: true } }),
  );

describe("a business without footer and place", () => {
  it("sends the map of the day as the person's own page", async () => {
    const tenant = await bareTenant();
    const { runId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 1));
    await world.goTo(1);
    await world.goTo(new Date("2026-12-04T23:30:00Z"));
    const text = texts().find((body) => body.includes("오늘"));
    const [, code] =
      /장소는 따로 알려 드릴게요\n지도 \S+\/s\/([\w-]{17})\n체크인 코드 \S+\/s\/\1$/.exec(text ?? "") ?? [];
    expect(await openShortLink(code ?? "", { byMachine: true })).toMatchObject({
      outcome: "leads",
      area: "my",
    });
    expect(await blocked(tenant)).toEqual([]);
  });

  it("names the number its texts come from when a class does not take place", async () => {
    const tenant = await bareTenant();
    const { runId, sessionId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 1));
    await world.goTo(1);
    await cancelSession(tenant, sessionId);
    await world.goTo(2);
    expect(texts().at(-1)).toContain(`문의 ${formatPhone(sender)}`);
    expect(await blocked(tenant)).toEqual([]);
  });

  it("names its public page when it declines and sends through a number pool", async () => {
    const tenant = await bareTenant({ messagingServiceSid: `MG${"a".repeat(32)}` });
    const { runId } = await courseWithRun(tenant, { needsApproval: true });
    const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
    await world.goTo(1);
    await decline(tenant, enrollmentId);
    await world.goTo(2);
    const { slug } = await shop(tenant);
    expect(texts().at(-1)).toContain(`문의 ${env.baseUrl}/${slug}`);
    expect(await blocked(tenant)).toEqual([]);
  });
});

describe("the fee in a text", () => {
  it.each([
    ["en", "KRW 30,000"],
    ["ko", "30,000원이 확인되면"],
  ] as const)("is written so that a Korean phone shows it (%s)", async (locale, words) => {
    const tenant = await bareTenant();
    const { runId } = await courseWithRun(tenant, { priceWon: 30_000 });
    await apply(tenant, applicationTo(runId, 1, { evidence: { locale, source: "application_form" } }));
    await world.goTo(1);
    expect(texts()).toEqual([expect.stringContaining(words)]);
    expect(await blocked(tenant)).toEqual([]);
  });
});
