import { expect, test } from "vitest";
import { PageMemory } from "./memory.mjs";

function remember(memory: PageMemory, path: string, about: { bytes?: number; freshForMs?: number } = {}) {
  return memory.keep(path, `page ${path}`, { ticket: memory.ticket(), bytes: 10, ...about });
}

test("a change drops a tenant's pages and nobody else's", () => {
  const memory = new PageMemory();
  for (const path of ["/demo", "/demo/a", "/demo/a/share.png", "/bakery", "/demolition"])
    remember(memory, path);
  memory.drop("demo");
  expect(["/demo", "/demo/a", "/demo/a/share.png"].map((path) => memory.find(path))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(memory.find("/bakery")?.value).toBe("page /bakery");
  expect(memory.find("/demolition")).toBeDefined();
});

test("a page that was being written while its tenant changed is not kept; another tenant's is", () => {
  const memory = new PageMemory();
  const ticket = memory.ticket();
  memory.drop("demo");
  expect(memory.keep("/demo/a", "old", { ticket, bytes: 1 })).toBe(false);
  expect(memory.keep("/bakery", "right", { ticket, bytes: 1 })).toBe(true);
  memory.dropAll();
  expect(memory.keep("/bakery", "old", { ticket, bytes: 1 })).toBe(false);
  expect(memory.find("/bakery")).toBeUndefined();
});

test("a page is forgotten when it stops being true, and at the latest after the longest age", () => {
  let now = 1_000_000;
  const memory = new PageMemory({ maxAgeMs: 60_000, now: () => now });
  remember(memory, "/demo/soon", { freshForMs: 5_000 });
  remember(memory, "/demo/late", { freshForMs: 999_999_999 });
  now += 4_999;
  expect(memory.find("/demo/soon")).toBeDefined();
  now += 1;
  expect(memory.find("/demo/soon")).toBeUndefined();
  expect(memory.find("/demo/late")).toBeDefined();
  now += 55_000;
  expect(memory.find("/demo/late")).toBeUndefined();
});

test("a crawler asking for unknown addresses pushes out the least used, not the busy page", () => {
  const memory = new PageMemory({ maxEntries: 100 });
  remember(memory, "/demo");
  for (let unknown = 0; unknown < 10_000; unknown++) {
    remember(memory, `/demo/x${unknown}`);
    memory.find("/demo");
  }
  expect(memory.size).toBe(100);
  expect(memory.find("/demo")).toBeDefined();
});

test("bytes are bounded too, counted once for a page that is kept again", () => {
  const memory = new PageMemory({ maxBytes: 100 });
  for (let time = 0; time < 50; time++) remember(memory, "/demo", { bytes: 60 });
  remember(memory, "/bakery", { bytes: 40 });
  expect(memory.size).toBe(2);
  remember(memory, "/demo/big", { bytes: 61 });
  expect(memory.size).toBe(1);
  expect(remember(memory, "/demo/huge", { bytes: 101 })).toBe(false);
});
