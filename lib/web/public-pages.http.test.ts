import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import pg from "pg";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeSlug } from "@/lib/courses/address";
import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { setCover } from "@/lib/courses/cover";
import { makeRun } from "@/lib/courses/runs";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import { freePort } from "@/scripts/bootstrap/free-port";
import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";
import { testSecret } from "@/scripts/database/template";

const SLUG = "little-shop";
let database: ScratchDatabase;
let tenant: TenantScope;
let course: { id: string; slug: string };
const servers: { process: ChildProcess; address: string }[] = [];

beforeAll(async () => {
  database = await scratchDatabase();
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    DANGOL_SECRET: testSecret,
    DATABASE_APP_URL: database.appUrl,
  });
  tenant = await makeTenant({ slug: SLUG });
  course = await makeCourse(tenant, { kind: "lecture", title: "First title", slug: "lecture", locale: "en" });
  await changeVisibility(tenant, { id: course.id, visibility: "listed" });
  await makeRun(tenant, {
    courseId: course.id,
    capacity: 3,
    sessions: [{ date: "2099-12-05", start: "14:00", end: "16:00" }],
  });
  for (const _ of ["one", "two"]) servers.push(await serve());
  for (const { address } of servers)
    await vi.waitFor(() => expectFromMemory(`${address}/${SLUG}/lecture`), {
      timeout: 60_000,
      interval: 200,
    });
});

afterAll(async () => {
  for (const { process } of servers) process.kill("SIGTERM");
  await closeQueue();
  await closeDatabase();
  await database?.drop();
});

async function serve() {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(
    process.execPath,
    [path.resolve("node_modules/next/dist/bin/next"), "start", "-p", String(port)],
    {
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_DIST_DIR: ".next-test",
        PORT: String(port),
        BASE_URL: address,
      },
      stdio: "ignore",
    },
  );
  return { process: server, address };
}

async function look(address: string) {
  const response = await fetch(address, { redirect: "manual" });
  return { response, html: await response.text(), from: response.headers.get("x-nextjs-cache") };
}

async function expectFromMemory(address: string) {
  expect((await look(address)).from).toBe("HIT");
}

async function bySqlAlone(statement: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(statement, values).finally(() => client.end());
}

test("a page is answered from memory, and an edit shows in both processes", async () => {
  await bySqlAlone("UPDATE course SET title = 'Nobody was told' WHERE id = $1", [course.id]);
  for (const { address } of servers) {
    const { html, from } = await look(`${address}/${SLUG}/lecture`);
    expect(from).toBe("HIT");
    expect(html).toContain("First title");
  }
  await changeCourse(tenant, { id: course.id, version: 1, changes: { title: "Second title" } });
  for (const { address } of servers) {
    await vi.waitFor(async () => {
      expect((await look(`${address}/${SLUG}/lecture`)).html).toContain("Second title");
    });
    await expectFromMemory(`${address}/${SLUG}/lecture`);
  }
});

test("a page from memory keeps its policy, has no script, and says nothing to the visitor that is for the cache", async () => {
  const [server] = servers;
  for (const page of [`/${SLUG}/lecture`, `/${SLUG}`, `/${SLUG}/unknown`]) {
    await look(`${server?.address}${page}`);
    const { response, html, from } = await look(`${server?.address}${page}`);
    expect([page, from]).toEqual([page, "HIT"]);
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'none'; style-src 'self' 'sha256-/,
    );
    expect(response.headers.get("x-dangol-fresh-for")).toBeNull();
    expect(html.replaceAll('<script type="application/ld+json">', "")).not.toContain("<script");
  }
});

test("a draft cannot be told from a page that never was", async () => {
  const [server] = servers;
  const draft = await makeCourse(tenant, { kind: "lecture", title: "Secret plan", slug: "draft" });
  const [hidden, unknown, nobody] = await Promise.all(
    [`${SLUG}/${draft.slug}`, `${SLUG}/unknown`, "nobody/here-at-all"].map((page) =>
      look(`${server?.address}/${page}`),
    ),
  );
  expect(hidden?.response.status).toBe(404);
  expect([unknown?.html, nobody?.html]).toEqual([hidden?.html, hidden?.html]);
});

test("its share image is a 2:1 PNG and its calendar file holds the session", async () => {
  const [server] = servers;
  const { html } = await look(`${server?.address}/${SLUG}/lecture`);
  const image = /og:image" content="([^"]*)"/.exec(html)?.[1] ?? expect.fail();
  const bytes = Buffer.from(await (await fetch(image)).arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 1200, height: 600 });
  const calendar = await look(`${server?.address}/${SLUG}/lecture/calendar.ics`);
  expect(calendar.html).toContain("DTSTART:20991205T050000Z");
});

test("an uploaded picture is the cover, under a name of its own that browsers may keep", async () => {
  const [server] = servers;
  const upload = await sharp({ create: { width: 1800, height: 1200, channels: 3, background: "#6b8f71" } })
    .jpeg()
    .toBuffer();
  await setCover(tenant, { courseId: course.id, upload });
  const picture = await vi.waitFor(async () => {
    const { html } = await look(`${server?.address}/${SLUG}/lecture`);
    return /<img class="photo" src="([^"]*)"/.exec(html)?.[1] ?? expect.fail("no cover yet");
  });
  const response = await fetch(`${server?.address}${picture}`);
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({
    format: "jpeg",
    width: 1600,
  });
  const share = await fetch(`${server?.address}/${SLUG}/lecture/share.png`);
  expect(await sharp(Buffer.from(await share.arrayBuffer())).metadata()).toMatchObject({
    width: 1200,
    height: 600,
  });
  const other = await fetch(`${server?.address}/${SLUG}/lecture/cover/0123456789abcdef-1600.jpg`);
  expect(other.status).toBe(404);
});

test("an old address leads to the new one", async () => {
  const [server] = servers;
  await changeSlug(tenant, { id: course.id, slug: "better-name" });
  await vi.waitFor(async () => {
    const { response } = await look(`${server?.address}/${SLUG}/lecture`);
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe(`/${SLUG}/better-name`);
  });
});

test("sitemap and robots name what is for everybody", async () => {
  const [server] = servers;
  const sitemap = await look(`${server?.address}/sitemap.xml`);
  expect(sitemap.html).toContain(`<loc>${server?.address}/${SLUG}</loc>`);
  expect(sitemap.html).not.toContain("/draft<");
  const robots = await look(`${server?.address}/robots.txt`);
  for (const reader of ["Yeti", "Daumoa"]) expect(robots.html).toContain(`User-Agent: ${reader}`);
  for (const secret of ["/my/", "/survey/", "/t/"]) expect(robots.html).toContain(`Disallow: ${secret}`);
});
