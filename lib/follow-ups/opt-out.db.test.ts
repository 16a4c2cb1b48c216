import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  GET as openOneClick,
  POST as postOneClick,
} from "@/app/(customer)/preferences/[token]/one-click/route";
import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { refuseByStaff } from "@/lib/customers/refusals";
import { checkIn } from "@/lib/enrollments/attendance";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { receiveInbound } from "@/lib/messages/inbound";
import { openShortLink } from "@/lib/messages/links/short-links";
import { type MessageWorld, messageWorld, sender, sendingTenant } from "@/lib/messages/testing/message-world";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { makeLink, openLink } from "@/lib/platform/personal-links";
import { inTransaction } from "@/lib/platform/tenancy";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";

import { choose, preferencesOf } from "./preferences";
import { loadStarter } from "./starter";
import { plansOf } from "./testing/plans";

let world: MessageWorld;
beforeAll(async () => {
  world = await messageWorld();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

/** Somebody who consented and came to a lecture that another course follows. */
async function invitedPerson() {
  await world.goTo(0);
  const tenant = await sendingTenant();
  await loadStarter(tenant);
  await recordAdvertisingProof(tenant, {
    provider: "twilio",
    description: "test",
    validFrom: "2026-01-01",
    validUntil: null,
  });
  const next = await makeCourse(tenant, { kind: "practice", title: "한 달 단골 만들기 실습" });
  const course = await courseWithRun(tenant);
  await changeVisibility(tenant, { id: next.id, visibility: "listed" });
  const { version } = await inTransaction(tenant, ({ db }) =>
    db.course.findFirstOrThrow({ where: { id: course.courseId }, select: { version: true } }),
  );
  await changeCourse(tenant, { id: course.courseId, version, changes: { nextCourseId: next.id } });
  const applied = await apply(
    tenant,
    applicationTo(course.runId, Math.floor(Math.random() * 1e7), { consents: ["collection", "advertising"] }),
  );
  await world.goTo(new Date("2026-12-05T05:00:00Z"));
  await checkIn(tenant, { enrollmentId: applied.enrollmentId, sessionId: course.sessionId, means: "tap" });
  const phone = await inTransaction(tenant, ({ db }) => db.contactPoint.findFirstOrThrow());
  const texts = () => world.provider.control.messages(phone.address).map(({ body }) => body);
  const says = (body: string) =>
    receiveInbound(tenant, {
      providerSid: `SM${newId().replaceAll("-", "")}`,
      from: phone.address,
      to: sender,
      body,
      optOutType: null,
    });
  const ledger = () =>
    inTransaction(tenant, ({ db }) =>
      db.consent.findMany({
        where: { customerId: applied.customerId, purpose: "advertising" },
        orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
        select: { given: true, source: true, actorKind: true, actorId: true },
      }),
    );
  const stopped = () => inTransaction(tenant, ({ db }) => db.suppression.count());
  return { tenant, ...course, ...applied, texts, says, ledger, stopped };
}

const invitationDay = new Date("2026-12-08T01:00:00Z");

describe("opting out from the link in a sent invitation", () => {
  it("works with the very link of the text, is confirmed once, and ends all advertising (rows 28, 33)", async () => {
    const { tenant, customerId, texts } = await invitedPerson();
    await world.goTo(invitationDay);
    const invitation = texts().find((body) => body.startsWith("(광고)"));
    const opened = await Promise.all(
      [...(invitation ?? "").matchAll(/\/s\/([\w-]{17})/g)].map(([, code]) =>
        openShortLink(code ?? "", { byMachine: true }),
      ),
    );
    const paths = opened.map((one) => (one?.outcome === "leads" ? one.path : ""));
    const token = paths.find((path) => path.startsWith("/preferences/"))?.split("/")[2];
    const link = await openLink(token ?? "", ["preferences"]);
    expect(link).toMatchObject({ subjectId: customerId, tenantId: tenant.tenantId });

    const holder = {
      tenantId: tenant.tenantId,
      actor: { kind: "customer" as const, id: null },
      locale: "ko" as const,
    };
    await choose(holder, customerId, { choice: "advertising", given: false }, { source: "link" });
    await choose(holder, customerId, { choice: "advertising", given: false }, { source: "one_click" });
    await world.goTo(new Date("2026-12-09T01:00:00Z"));
    expect(texts().filter((body) => body.includes("광고 문자 수신거부를"))).toHaveLength(1);

    expect((await preferencesOf(tenant, customerId)).standing.advertising.given).toBe(false);
    const before = texts().length;
    await world.goTo(new Date("2026-12-30T01:00:00Z"));
    expect(texts()).toHaveLength(before);
  });

  it("before it is sent, keeps it from ever being sent", async () => {
    const { tenant, customerId, texts } = await invitedPerson();
    await choose(tenant, customerId, { choice: "advertising", given: false }, { source: "link" });
    await world.goTo(new Date("2026-12-05T09:30:00Z"));
    await world.goTo(invitationDay);
    expect(texts().filter((body) => body.startsWith("(광고)"))).toEqual([]);
    expect(texts().some((body) => body.includes("1분만 들려주세요"))).toBe(true);
  });

  it("control: without the refusal the invitation goes", async () => {
    const { texts } = await invitedPerson();
    await world.goTo(invitationDay);
    expect(texts().filter((body) => body.startsWith("(광고)"))).toHaveLength(1);
  });
});

describe("refusing another way", () => {
  /** What still goes to somebody, without the survey and the invitation of the course. */
  const notices = async (tenant: Parameters<typeof plansOf>[0], customerId: string) =>
    (await plansOf(tenant, { customerId })).filter((plan) => plan.startsWith("consent_result"));

  it("by telephone: staff note it, the member stands in the ledger, the result notice is planned once (row 28)", async () => {
    const { tenant, customerId, ledger, texts } = await invitedPerson();
    const member = { kind: "member" as const, id: newId(), name: "이가람" };
    await refuseByStaff({ ...tenant, actor: member }, { customerId });
    await refuseByStaff({ ...tenant, actor: member }, { customerId });
    expect((await ledger()).slice(1)).toEqual([
      { given: false, source: "staff", actorKind: "member", actorId: member.id },
    ]);
    const event = await inTransaction(tenant, ({ db }) =>
      db.event.findMany({ where: { type: "suppression.added", customerId }, select: { actorName: true } }),
    );
    expect(event).toEqual([{ actorName: "이가람" }]);
    await world.worker.runUntilCalm();
    expect(await notices(tenant, customerId)).toHaveLength(1);
    await world.goTo(invitationDay);
    expect(texts().filter((body) => body.startsWith("(광고)"))).toEqual([]);
    expect(texts().filter((body) => body.includes("광고 문자 수신거부를"))).toHaveLength(1);
  });

  it("by a text that says 수신거부: the result notice is planned (G11)", async () => {
    const { tenant, customerId, says } = await invitedPerson();
    await says("수신거부");
    await world.worker.runUntilCalm();
    expect(await notices(tenant, customerId)).toHaveLength(1);
  });

  it("by STOP, which stops everything: not even the result notice is planned (G11)", async () => {
    const { tenant, customerId, says, ledger } = await invitedPerson();
    await says("STOP");
    await world.worker.runUntilCalm();
    expect((await ledger()).map(({ given }) => given)).toEqual([true, false]);
    expect(await plansOf(tenant, { customerId })).toEqual([]);
    const after = await inTransaction(tenant, ({ db }) =>
      db.message.count({
        where: {
          customerId,
          purpose: { startsWith: "follow_up:consent_result" },
          state: { not: "cancelled" },
          dueAt: { gt: new Date("2026-12-05T05:00:00Z") },
        },
      }),
    );
    expect(after).toBe(0);
  });
});

describe("the one-click address of a mail program (RFC 8058)", () => {
  async function withAddress() {
    const known = await invitedPerson();
    const token = await inTransaction(known.tenant, async (tx) => {
      const mail = { tenantId: tx.tenantId, id: newId(), customerId: known.customerId, createdAt: tx.now };
      await tx.db.contactPoint.create({ data: { ...mail, channel: "email", address: "y.kim@example.kr" } });
      return makeLink(tx, "preferences", known.customerId);
    });
    const given = { params: Promise.resolve({ token }) };
    const request = (body?: string) =>
      new Request(`http://localhost:3000/preferences/${token}/one-click`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Mail 1.0" },
        ...(body === undefined ? {} : { body }),
      });
    return { ...known, token, given, request };
  }

  it("refuses a POST without the form's field, and changes nothing", async () => {
    const { given, request, ledger, stopped } = await withAddress();
    for (const body of ["", "List-Unsubscribe=yes", "x=One-Click"])
      expect((await postOneClick(request(body), given)).status).toBe(400);
    expect([await stopped(), (await ledger()).length]).toEqual([0, 1]);
  });

  it("stops advertising by mail with it, once, and no texts", async () => {
    const { tenant, customerId, given, request, ledger, stopped } = await withAddress();
    for (let times = 0; times < 2; times += 1)
      expect((await postOneClick(request("List-Unsubscribe=One-Click"), given)).status).toBe(200);
    expect(await stopped()).toBe(1);
    expect((await ledger()).slice(1)).toEqual([
      { given: false, source: "one_click", actorKind: "customer", actorId: expect.any(String) },
    ]);
    const [row] = await inTransaction(tenant, ({ db }) => db.suppression.findMany());
    expect(row).toMatchObject({ channel: "email", scope: "advertising", source: "one_click" });
    const { standing } = await preferencesOf(tenant, customerId);
    expect([standing.mail.given, standing.advertising.given]).toEqual([false, true]);
  });

  it("opened by a scanner only leads to the page: the ledger stays as it is (row 33)", async () => {
    const { token, given, request, ledger, stopped } = await withAddress();
    const answer = await openOneClick(request(), given);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/preferences/${token}`]);
    expect([await stopped(), (await ledger()).length]).toEqual([0, 1]);
  });

  it("with a link of another kind, or none, is not there", async () => {
    const { tenant, enrollmentId, request } = await withAddress();
    const my = await inTransaction(tenant, (tx) => makeLink(tx, "my", enrollmentId));
    for (const token of [my, "x".repeat(28)]) {
      const given = { params: Promise.resolve({ token }) };
      expect((await postOneClick(request("List-Unsubscribe=One-Click"), given)).status).toBe(404);
    }
  });
});
