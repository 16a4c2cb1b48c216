import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";
import { applyModeGrants } from "./mode-grants";

let database: ScratchDatabase;
let app: pg.Client;

beforeAll(async () => {
  database = await scratchDatabase();
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});
beforeEach(() => applyModeGrants(database.ownerUrl, "demo"));

const move = () =>
  app.query("UPDATE business_clock SET offset_seconds = 86400, frozen_at = '2026-01-01' WHERE id = 1");
const clock = async () =>
  (await app.query("SELECT offset_seconds::int AS offset, frozen_at FROM business_clock")).rows;

test("control: in demo mode the application moves the clock", async () => {
  await move();
  expect(await clock()).toEqual([{ offset: 86_400, frozen_at: expect.any(Date) }]);
});

test("in production it may not, and a clock that a demo left moved stands at zero again", async () => {
  await move();
  await applyModeGrants(database.ownerUrl, "production");
  expect(await clock()).toEqual([{ offset: 0, frozen_at: null }]);
  await expect(move()).rejects.toThrow("permission denied for table business_clock");
  for (const sql of ["DELETE FROM business_clock", "INSERT INTO business_clock (id) VALUES (2)"])
    await expect(app.query(sql)).rejects.toThrow("permission denied");
  expect(await clock()).toEqual([{ offset: 0, frozen_at: null }]);
});
