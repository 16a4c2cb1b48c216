import { afterAll, beforeAll, expect, test } from "vitest";
import { type SmtpServer, startSmtpServer } from "@/scripts/providers/smtp/smtp";
import { sendMail } from "./email";

let smtp: SmtpServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
  Object.assign(process.env, {
    DANGOL_MODE: "demo",
    BASE_URL: "http://localhost:3000",
    DANGOL_SECRET: "0123456789".repeat(4),
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    SMTP_URL: smtp.url,
    MAIL_FROM: "Dangol <no-reply@dangol.test>",
  });
});
afterAll(() => smtp.close());

test("a mail goes to one address, from MAIL_FROM, with its headers", async () => {
  const { messageId } = await sendMail({
    to: "owner@demo.dangol.test",
    subject: "로그인 링크",
    text: "눌러 주세요",
    headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  });
  const [mail] = smtp.mails("owner@demo.dangol.test");
  expect(mail).toMatchObject({ from: "no-reply@dangol.test", subject: "로그인 링크", html: null });
  expect(mail?.text.trim()).toBe("눌러 주세요");
  expect(mail?.headers).toContainEqual({ name: "message-id", value: messageId });
  expect(mail?.headers).toContainEqual({
    name: "list-unsubscribe-post",
    value: "List-Unsubscribe=One-Click",
  });
});

test("a subject cannot smuggle a header in, nor an address a second recipient", async () => {
  smtp.clear();
  await sendMail({ to: "owner@demo.dangol.test", subject: "a\r\nBcc: victim@x.test", text: "x" });
  expect(smtp.mails()[0]?.to).toEqual(["owner@demo.dangol.test"]);
  expect(smtp.mails()[0]?.headers.some((header) => header.name === "bcc")).toBe(false);
  await sendMail({ to: "owner@demo.dangol.test, victim@x.test", subject: "a", text: "x" }).catch(
    () => undefined,
  );
  expect(smtp.mails("victim@x.test")).toHaveLength(0);
});

test("control: the same server does take a second recipient when there is one", async () => {
  smtp.clear();
  await sendMail({ to: "victim@x.test", subject: "a", text: "x" });
  expect(smtp.mails("victim@x.test")).toHaveLength(1);
});
