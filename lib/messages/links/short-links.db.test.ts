import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, HEAD } from "@/app/(customer)/s/[code]/route";
import { timelineOf } from "@/lib/customers/timeline";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sendingTenant,
  template,
} from "../testing/message-world";
import { draftShortLink, openShortLink } from "./short-links";

let world: MessageWorld;
let tenant: TenantScope;
let customerId: string;
let messageId: string;
let code: string;

beforeAll(async () => {
  world = await messageWorld();
  await moveClockTo(noon);
  tenant = await sendingTenant();
  customerId = await person(tenant, mobile(1));
  messageId = await planned(tenant, {
    customerId,
    templateVersionId: await template(tenant, "설정 #{수신거부링크}"),
  });
  await world.goTo(0);
  code = /\/s\/([A-Za-z0-9_-]{17})$/.exec((await messageOf(tenant, messageId)).body ?? "")?.[1] ?? "";
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const phone = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile";
const ask = (handler: typeof GET, asked: string, userAgent = phone) =>
  handler(
    new Request(`http://localhost/s/${asked}`, {
      method: handler === HEAD && userAgent === "head" ? "HEAD" : "GET",
      headers: { "user-agent": userAgent },
    }),
    { params: Promise.resolve({ code: asked }) },
  );
const rows = () =>
  inTransaction(tenant, async ({ db }) => ({
    links: await db.shortLink.findMany(),
    clicks: await db.linkClick.findMany({ orderBy: { id: "asc" } }),
    events: await db.event.findMany({ where: { type: "message.link_opened" } }),
  }));

test("the database alone leads to nobody: of the code a hash, of the target what only the code opens", async () => {
  expect(code).toHaveLength(17);
  const stored = JSON.stringify((await rows()).links);
  expect(stored).not.toContain(code.slice(6));
  expect(stored).not.toContain("/preferences/");
  const answer = await ask(GET, code);
  const token = /\/preferences\/([\w-]{28})$/.exec(answer.headers.get("location") ?? "")?.[1];
  expect(token).toBeTruthy();
  expect(stored).not.toContain(token);
});

test("opening leads on within our host and is written down, once in the history, without whoever it was", async () => {
  const answer = await ask(GET, code);
  expect([answer.status, answer.headers.get("referrer-policy"), answer.headers.get("cache-control")]).toEqual(
    [303, "same-origin", "private, no-store"],
  );
  expect(answer.headers.get("location")).toMatch(/^\/preferences\/[\w-]{28}$/);
  const { clicks, events, links } = await rows();
  expect(clicks).toHaveLength(2);
  expect(Object.keys(clicks[0] ?? {}).sort()).toEqual(
    ["area", "byMachine", "clickedAt", "id", "messageId", "tenantId"].sort(),
  );
  expect(events).toMatchObject([{ subjectId: messageId, customerId, payload: { area: "preferences" } }]);
  expect(links[0]?.openedAt).not.toBeNull();
  const { entries } = await timelineOf(tenant, customerId, { kind: "messages" });
  expect(entries.map(({ kind }) => kind).sort()).toEqual(["link", "message"]);
});

test("a preview or the head alone is a machine's look, and tells no history", async () => {
  await ask(GET, code, "facebookexternalhit/1.1; kakaotalk-scrape/1.0");
  await ask(HEAD, code, "head");
  const { clicks, events } = await rows();
  expect(clicks.map(({ byMachine }) => byMachine)).toEqual([false, false, true, true]);
  expect(events).toHaveLength(1);
});

test("another code, another business's code and a code of another form are one 404; nothing is written", async () => {
  const before = (await rows()).clicks.length;
  const other = await inTransaction(await makeTenant(), (tx) =>
    tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId }, select: { linkCode: true } }),
  );
  const answers = await Promise.all(
    [`${code.slice(0, 16)}~`, `${code.slice(0, 6)}AAAAAAAAAAA`, other.linkCode + code.slice(6), "x"].map(
      async (asked) => {
        const answer = await ask(GET, asked);
        return `${answer.status} ${await answer.text()}`;
      },
    ),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^404 /);
  expect((await rows()).clicks).toHaveLength(before);
});

test("a row written by hand that leads elsewhere opens nothing, and none is made for it", async () => {
  const own = await inTransaction(tenant, (tx) =>
    tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId } }),
  );
  expect(draftShortLink(own, { messageId, path: "https://evil.example/", now: noon })).toBeNull();
  const forged = draftShortLink(own, { messageId, path: `/${own.slug}/course`, now: noon });
  const real = draftShortLink(
    { ...own, slug: "elsewhere" },
    { messageId, path: "/elsewhere/course", now: noon },
  );
  await inTransaction(tenant, ({ db }) =>
    db.shortLink.createMany({ data: [forged, real].map((one) => one?.row as never) }),
  );
  const codeOf = (draft: typeof real) => draft?.address.split("/s/")[1] ?? "";
  // Control: the same row with a path of the business's own opens.
  expect(await openShortLink(codeOf(forged), { byMachine: false })).toMatchObject({ outcome: "leads" });
  expect(await openShortLink(codeOf(real), { byMachine: false })).toBeNull();
});

test("after thirty days a kind page says so and whom to ask; nothing is written", async () => {
  const before = (await rows()).clicks.length;
  await moveClockTo(new Date(noon.getTime() + 31 * 86_400_000));
  const answer = await ask(GET, code);
  expect(answer.status).toBe(410);
  expect(await answer.text()).toContain("링크의 기한이 지났어요");
  expect((await rows()).clicks).toHaveLength(before);
});
