import { afterAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { refusedRows } from "./refused-rows";

afterAll(closeDatabase);

test("refused rows come a portion at a time, wider ones under columns without a title", async () => {
  const tenant = await makeTenant();
  const importId = newId();
  await inTransaction(tenant, async ({ db, tenantId, now }) => {
    await db.customerImport.createMany({
      data: [
        {
          tenantId,
          id: importId,
          fileName: "a.csv",
          state: "done",
          titles: ["이름", "전화"],
          createdAt: now,
        },
      ],
    });
    await db.customerImportRow.createMany({
      data: Array.from({ length: 1_300 }, (_, place) => ({
        tenantId,
        importId,
        line: place + 2,
        cells: place === 7 ? ["가", "나", "", "더 있어요"] : ["가", "나"],
        verdict: place % 5 === 0 ? "create" : "refuse",
      })),
    });
  });
  const { titles, portions } = await refusedRows(tenant, importId);
  expect(titles).toEqual(["이름", "전화", "", ""]);
  const found: number[][] = [];
  for await (const rows of portions()) found.push(rows.map(({ line }) => line));
  expect(found.map((lines) => lines.length)).toEqual([1000, 40]);
  expect(new Set(found.flat()).size).toBe(1040);
  await expect(refusedRows(await makeTenant(), importId)).rejects.toMatchObject({ kind: "not_found" });
});
