import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, databasePool } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { everyPublicPageChanged, publicPageChanged } from "@/lib/platform/public-page-changes";
import { inTransaction, outsideTenants } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

type Process = typeof import("./public-page-cache.mjs").default;

/** A web process of its own, as far as the cache is concerned: its module, its memory, its line to the database. */
async function webProcess(): Promise<Process> {
  vi.resetModules();
  const { default: PublicPageCache } = await import("./public-page-cache.mjs");
  open.push(PublicPageCache);
  await vi.waitFor(async () => {
    await serve(PublicPageCache, "/warm-up", "once");
    expect(await remembered(PublicPageCache, "/warm-up")).toBe("once");
  });
  return PublicPageCache;
}

const open: Process[] = [];
const keyOf = (path: string) => `/route-cache/APP_ROUTE/0a1b/$${path}`;

/** One request, as Next does it: look, write the page, keep it. */
async function serve(
  PublicPageCache: Process,
  path: string,
  body: string,
  headers: Record<string, unknown> = {},
) {
  const cache = new PublicPageCache();
  if (await cache.get(keyOf(path))) return;
  await cache.set(keyOf(path), { kind: "APP_ROUTE", body: Buffer.from(body), headers });
}

async function remembered(PublicPageCache: Process, path: string): Promise<string | null> {
  const hit = await new PublicPageCache().get(keyOf(path));
  return hit && String((hit.value as { body: Buffer }).body);
}

const slugOf = (tenantId: string) => `t${tenantId.slice(-12)}`;

beforeEach(async () => {
  await Promise.all(open.splice(0).map((process) => process.close()));
});

afterAll(async () => {
  await Promise.all(open.map((process) => process.close()));
  await closeQueue();
  await closeDatabase();
});

describe("cached public pages of several processes", () => {
  test("are dropped by all of them when a tenant's change commits, and not before; others stay", async () => {
    const processes = [await webProcess(), await webProcess()];
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    const [page, other] = [`/${slugOf(ours.tenantId)}/lecture`, `/${slugOf(theirs.tenantId)}`];
    for (const process of processes) {
      await serve(process, page, "old");
      await serve(process, other, "theirs");
    }
    await inTransaction(ours, async (tx) => {
      await publicPageChanged(tx);
      for (const process of processes) expect(await remembered(process, page)).toBe("old");
    });
    for (const process of processes) {
      await vi.waitFor(async () => expect(await remembered(process, page)).toBeNull());
      expect(await remembered(process, other)).toBe("theirs");
    }
  });

  test("stay when the change is rolled back", async () => {
    const process = await webProcess();
    const [ours, marker] = [await makeTenant(), await makeTenant()];
    const page = `/${slugOf(ours.tenantId)}`;
    await serve(process, page, "right");
    await serve(process, `/${slugOf(marker.tenantId)}`, "marker");
    const failed = inTransaction(ours, async (tx) => {
      await publicPageChanged(tx);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    // News comes in order: once a later one is here, the rolled back one would have been too.
    await inTransaction(marker, publicPageChanged);
    await vi.waitFor(async () => expect(await remembered(process, `/${slugOf(marker.tenantId)}`)).toBeNull());
    expect(await remembered(process, page)).toBe("right");
  });

  test("are not kept when they were written from what was true before the change", async () => {
    const process = await webProcess();
    const ours = await makeTenant();
    const page = `/${slugOf(ours.tenantId)}`;
    await serve(process, `${page}/marker`, "marker");
    const slow = new process();
    expect(await slow.get(keyOf(page))).toBeNull();
    await inTransaction(ours, publicPageChanged);
    await vi.waitFor(async () => expect(await remembered(process, `${page}/marker`)).toBeNull());
    await slow.set(keyOf(page), { kind: "APP_ROUTE", body: Buffer.from("old") });
    expect(await remembered(process, page)).toBeNull();
    await serve(process, page, "new");
    expect(await remembered(process, page)).toBe("new");
  });

  test("are all dropped when the clock moves", async () => {
    const process = await webProcess();
    const ours = await makeTenant();
    await serve(process, `/${slugOf(ours.tenantId)}`, "before");
    await outsideTenants(({ db }) => everyPublicPageChanged(db));
    await vi.waitFor(async () => expect(await remembered(process, `/${slugOf(ours.tenantId)}`)).toBeNull());
  });

  test("are not answered while news could be missed, and are forgotten when the line is back", async () => {
    const process = await webProcess();
    const ours = await makeTenant();
    const page = `/${slugOf(ours.tenantId)}`;
    await serve(process, page, "before the line was cut");
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()";
    await databasePool().query(cut, ["dangol public pages"]);
    await vi.waitFor(async () => {
      await serve(process, "/warm-up", "again");
      expect(await remembered(process, "/warm-up")).toBe("again");
      expect(await remembered(process, page)).toBeNull();
    });
  });

  test("do not show the visitor what was meant for the cache", async () => {
    const process = await webProcess();
    const headers: Record<string, unknown> = {
      "x-dangol-fresh-for": "60",
      "content-security-policy": "default-src 'none'",
    };
    await serve(process, "/fresh", "page", headers);
    expect(headers).toEqual({ "content-security-policy": "default-src 'none'" });
    await serve(process, "/stale", "page", { "x-dangol-fresh-for": "0" });
    expect(await remembered(process, "/fresh")).toBe("page");
    expect(await remembered(process, "/stale")).toBeNull();
  });
});
