import nodemailer from "nodemailer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FaultInput } from "@/scripts/providers/faults";
import { type SmtpServer, startSmtpServer } from "@/scripts/providers/smtp/smtp";
import type { OpenAccount, Outgoing } from "../channel";
import { outcomeOfFailure } from "./replies";
import { bareAddress, smtp } from "./smtp";

let server: SmtpServer;
let account: OpenAccount;
beforeAll(async () => {
  server = await startSmtpServer();
  account = { provider: "smtp", key: "dangol", secret: "pw", baseUrl: server.url, timeoutMs: 5_000 };
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    BASE_URL: "http://localhost:3000",
    DANGOL_SECRET: "0123456789".repeat(4),
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  });
});
afterEach(() => {
  server.clear();
  server.clearFaults();
});
afterAll(() => server.close());

const mail: Outgoing = {
  ourId: "0190-ours",
  kind: "email",
  to: "kim@customer.test",
  from: "홍길동마케팅 <hello@shop.test>",
  subject: "신청이 확정되었어요",
  body: "12월 5일에 뵐게요.",
  statusCallbackUrl: "",
  validityPeriodSeconds: 3600,
};

test("a mail goes from the account's sender to one address, with an id that is the same for every attempt", async () => {
  expect(await smtp.send(account, mail)).toEqual({
    kind: "accepted",
    sid: "<0190-ours@shop.test>",
    status: "sent",
    segments: 1,
  });
  const [arrived] = server.mails();
  expect(arrived).toMatchObject({ from: "hello@shop.test", to: [mail.to], subject: mail.subject });
  expect(arrived?.text.trim()).toBe(mail.body);
  expect(arrived?.headers).toContainEqual({ name: "message-id", value: "<0190-ours@shop.test>" });
  expect(arrived?.headers.some(({ name }) => name.startsWith("list-unsubscribe"))).toBe(false);
});

test("advertising carries both headers of one-click unsubscribing (RFC 8058)", async () => {
  await smtp.send(account, { ...mail, unsubscribeUrl: "https://dangol.example/api/unsubscribe?t=1" });
  expect(server.mails()[0]?.headers).toEqual(
    expect.arrayContaining([
      { name: "list-unsubscribe", value: "<https://dangol.example/api/unsubscribe?t=1>" },
      { name: "list-unsubscribe-post", value: "List-Unsubscribe=One-Click" },
    ]),
  );
});

test("a subject cannot smuggle a header in, nor an address a second recipient", async () => {
  await smtp.send(account, { ...mail, subject: "a\r\nBcc: victim@x.test" });
  expect(server.mails()[0]?.headers.some(({ name }) => name === "bcc")).toBe(false);
  await smtp.send(account, { ...mail, to: "kim@customer.test, victim@x.test" });
  expect(server.mails("victim@x.test")).toHaveLength(0);
});

const cases: [string, FaultInput, object, number][] = [
  ["421 busy", { kind: "throttle", code: 421 }, { kind: "throttled" }, 0],
  ["450 busy", { kind: "throttle" }, { kind: "throttled" }, 0],
  ["451 after the mail", { kind: "server_error" }, { kind: "throttled" }, 0],
  [
    "550 unknown mailbox",
    { kind: "bad_request" },
    { kind: "refused", code: "550 5.1.1", class: "bad_number" },
    0,
  ],
  ["535 sign-in", { kind: "unauthorized" }, { kind: "refused", code: "535 5.7.8", class: "config" }, 0],
  ["reset, not taken", { kind: "reset" }, { kind: "unclear" }, 0],
  ["reset, but taken", { kind: "reset", sent: true }, { kind: "unclear" }, 1],
  ["timeout, not taken", { kind: "timeout" }, { kind: "unclear" }, 0],
  ["timeout, but taken", { kind: "timeout", sent: true }, { kind: "unclear" }, 1],
  ["junk, but taken", { kind: "junk", sent: true }, { kind: "unclear" }, 1],
];

describe("each fault has one reading, and there is exactly one conversation (row 121)", () => {
  test.each(cases)("%s", async (_name, fault, outcome, stored) => {
    server.addFaults([{ ...fault, times: 1 }]);
    const before = server.conversations();
    const impatient = fault.kind === "timeout" ? { ...account, timeoutMs: 200 } : account;
    expect(await smtp.send(impatient, mail)).toMatchObject(outcome);
    expect(server.conversations() - before).toBe(1);
    expect(server.mails()).toHaveLength(stored);
  });

  test("control: a client that tries again after a reset delivers two", async () => {
    server.addFaults([{ kind: "reset", sent: true, times: 1 }]);
    const transport = nodemailer.createTransport(server.url);
    for (let tries = 0; tries < 2; tries += 1)
      await transport.sendMail({ from: "a@shop.test", to: mail.to, text: "x" }).catch(() => undefined);
    expect(server.mails()).toHaveLength(2);
  });

  test("a server that cannot be reached has certainly not taken it", async () => {
    const gone = await startSmtpServer();
    await gone.close();
    expect(await smtp.send({ ...account, baseUrl: gone.url }, mail)).toMatchObject({ kind: "throttled" });
  });
});

test("a demo connects to this machine only", async () => {
  for (const baseUrl of ["smtp://mail.example:587", "smtp://10.0.0.7:25", "smtp://169.254.169.254:25"])
    expect(await smtp.send({ ...account, baseUrl }, mail)).toMatchObject({ kind: "refused", code: "host" });
});

test.each([
  ["550 5.1.2 bad domain", "RCPT TO", "bad_number"],
  ["553 5.1.8 sender's domain", "RCPT TO", "config"],
  ["550 no such user", "RCPT TO", "bad_number"],
  ["552 5.2.2 mailbox full", "RCPT TO", "other"],
  ["554 5.7.1 looks like spam", "DATA", "filtered"],
  ["553 sender not allowed", "MAIL FROM", "config"],
  ["530 5.7.0 sign in first", "MAIL FROM", "config"],
  ["502 5.5.1 no such command", "STARTTLS", "config"],
])("%s at %s is %s", (reply, command, refusalClass) => {
  const failure = {
    command,
    reply,
    replyCode: Number(reply.slice(0, 3)),
    code: "EENVELOPE",
    dataBegan: false,
  };
  expect(outcomeOfFailure(failure)).toMatchObject({ kind: "refused", class: refusalClass, message: reply });
});

test("the bare address of a sender", () => {
  expect(bareAddress("단골 <Hello@Dangol.example>")).toBe("hello@dangol.example");
  expect(bareAddress(" a@b.kr ")).toBe("a@b.kr");
  expect(bareAddress("단골")).toBeNull();
});
