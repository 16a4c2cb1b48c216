import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { expect, test } from "vitest";
import { startTwilioServer } from "../twilio/twilio";
import { createMailRoutes } from "./mail-control";
import { startSmtpServer } from "./smtp";

test("a mail arrives with both bodies and its headers, is shown, read and kept over a restart", async () => {
  const stateFile = join(mkdtempSync(join(tmpdir(), "providers-")), "mails.json");
  const smtp = await startSmtpServer({ stateFile, now: () => new Date("2026-11-23T05:00:00Z") });
  const provider = await startTwilioServer({ also: createMailRoutes(smtp) });
  await nodemailer.createTransport(smtp.url).sendMail({
    from: "Dangol <no-reply@dangol.test>",
    to: "owner@demo.dangol.test",
    subject: "(광고) 12월 과정 안내",
    text: "안녕하세요 https://a.kr/x",
    html: "<p>안녕하세요</p>",
    headers: { "List-Unsubscribe": "<https://a.kr/u>" },
  });
  const answer = await (await fetch(`${provider.url}/control/mails?to=owner@demo.dangol.test`)).json();
  expect(answer).toMatchObject({
    mails: [
      {
        id: 1,
        at: "2026-11-23T05:00:00.000Z",
        from: "no-reply@dangol.test",
        to: ["owner@demo.dangol.test"],
        subject: "(광고) 12월 과정 안내",
        text: expect.stringContaining("https://a.kr/x"),
        html: expect.stringContaining("안녕하세요"),
        readAt: null,
      },
    ],
  });
  expect(smtp.mails()[0]?.headers).toContainEqual({ name: "list-unsubscribe", value: "<https://a.kr/u>" });
  expect(await (await fetch(`${provider.url}/control/mails?to=x@y.z`)).json()).toEqual({ mails: [] });
  const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  await fetch(`${provider.url}/control/mails/1/read`, json);
  expect((await fetch(`${provider.url}/control/mails/2`)).status).toBe(404);
  await provider.close();
  await smtp.close();
  const again = await startSmtpServer({ stateFile });
  expect(again.mails()).toMatchObject([{ id: 1, readAt: "2026-11-23T05:00:00.000Z" }]);
  await again.close();
});
