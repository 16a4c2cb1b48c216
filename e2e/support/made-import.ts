import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

/** A file of customers that has come as far as this, with a row of each kind, as the worker leaves them. */
export async function madeImport(
  scope: TenantScope,
  { state, mark = "" }: { state: "checked" | "done" | "failed"; mark?: string },
): Promise<string> {
  const id = newId();
  const rows = [
    { verdict: "create", cells: [`김새봄 ${mark}`, "010-8100-0001", "꽃집"] },
    { verdict: "update", cells: [`이여름 ${mark}`, "010-8100-0002", "카페"] },
    { verdict: "skip", cells: [`박가을 ${mark}`, "010-8100-0003", ""], reason: "imports.row.nothingNew" },
    {
      verdict: "conflict",
      cells: [`최겨울 ${mark}`, "010-8100-0004", "서점"],
      reason: "imports.row.differs",
      differences: [{ field: "trade", ours: "카페", theirs: "서점" }],
      repairs: [{ kind: "zero", column: 1, from: "1081000004", to: "01081000004" }],
    },
    {
      verdict: "refuse",
      cells: [`정사철 ${mark}`, "없음", ""],
      reason: "customers.phone.not_a_number",
      column: 1,
    },
  ];
  await inTransaction(scope, async ({ db, tenantId, now }) => {
    await db.customerImport.createMany({
      data: [
        {
          tenantId,
          id,
          fileName: `고객 명단 ${mark}.csv`,
          format: "csv",
          encoding: "cp949",
          titles: ["이름", "전화번호", "업종"],
          mapping: { headerLine: 1, columns: ["name", "phone", "trade"], policy: "ask" },
          state,
          problem: state === "failed" ? "importing" : null,
          rows: rows.length,
          progress: rows.length,
          createdAt: now,
          finishedAt: state === "done" ? now : null,
        },
      ],
    });
    await db.customerImportRow.createMany({
      data: rows.map((row, place) => ({ tenantId, importId: id, line: place + 2, ...row })),
    });
  });
  return id;
}
