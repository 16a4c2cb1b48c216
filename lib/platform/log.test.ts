import { expect, test } from "vitest";
import { makeLog } from "./log";

function logged(write: (log: ReturnType<typeof makeLog>) => void): string {
  let written = "";
  write(makeLog("info", { write: (line) => (written += line) }));
  return written;
}

const customer = { id: "0190", name: "홍길동", phone: "+821012345678", email: "hong@example.com" };

test("ids are logged, names and numbers are not, however deep they lie", () => {
  const line = logged((log) => log.info({ customer, page: { rows: { first: customer } } }, "seen"));
  expect(line).toContain("0190");
  for (const secret of [customer.name, customer.phone, customer.email]) expect(line).not.toContain(secret);
});

test("an error is logged with its place and code, without its message", () => {
  const error = Object.assign(new Error("Key (phone)=(+821012345678) already exists"), { code: "23505" });
  const line = logged((log) => log.error({ error }, "failed"));
  expect(line).toContain("23505");
  expect(line).toContain("log.test.ts");
  expect(line).not.toContain("+821012345678");
});
