import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { sendSms } from "@/lib/platform/sms/sms";
import { moveClockTo, resetClock } from "@/lib/platform/testing/tenant";
import { freePort } from "../bootstrap/free-port";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const accountSid = `AC${"e".repeat(32)}`;
const folder = mkdtempSync(path.join(tmpdir(), "providers-"));
const started: ChildProcess[] = [];

function start(changes: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/providers/main.ts"], {
    cwd: projectRoot,
    env: {
      ...process.env,
      PROVIDERS_STATE_FOLDER: folder,
      PROVIDERS_DELIVERY: "manual",
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: "t",
      ...changes,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  started.push(child);
  return child;
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
afterAll(resetClock);

async function startReady() {
  const [http, mail, oauth] = [await freePort(), await freePort(), await freePort()];
  const apiBaseUrl = `http://127.0.0.1:${http}`;
  const child = start({
    PROVIDERS_PORT: String(http),
    PROVIDERS_SMTP_PORT: String(mail),
    PROVIDERS_OAUTH_PORT: String(oauth),
    TWILIO_API_BASE_URL: apiBaseUrl,
  });
  expect(JSON.parse(await firstOutput(child))).toEqual({
    ready: true,
    twilio: apiBaseUrl,
    smtp: `smtp://127.0.0.1:${mail}`,
    oauth: `http://127.0.0.1:${oauth}`,
  });
  return { child, apiBaseUrl };
}

/** The first piece it writes; its complaints when it ends without one. */
async function firstOutput(child: ChildProcess) {
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString("utf8");
  });
  return Promise.race([
    once(child.stdout as NodeJS.ReadableStream, "data").then(([chunk]) => (chunk as Buffer).toString("utf8")),
    once(child, "close").then(([code]) => Promise.reject(new Error(`ended with ${code}: ${complaints}`))),
  ]);
}

const sms = {
  to: "+821012345678",
  from: "+827012345678",
  body: "안녕하세요",
  statusCallbackUrl: "http://127.0.0.1:1/",
  validityPeriodSeconds: 600,
};

test("runs on the shared business clock, ends on SIGTERM and remembers its threads", async () => {
  await moveClockTo("2027-03-01T05:00:00Z");
  const first = await startReady();
  const account = { accountSid, authToken: "t", apiBaseUrl: first.apiBaseUrl };
  expect(await sendSms(account, sms)).toMatchObject({ kind: "accepted" });
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);

  const second = await startReady();
  const { messages } = (await (await fetch(`${second.apiBaseUrl}/control/messages`)).json()) as {
    messages: object[];
  };
  expect(messages).toMatchObject([{ body: sms.body, createdAt: "2027-03-01T05:00:00.000Z" }]);
  second.child.disconnect();
  expect(await once(second.child, "exit")).toEqual([0, null]);
});

test("does not exist in production", async () => {
  const child = start({
    DANGOL_MODE: "production",
    BASE_URL: "https://dangol.example",
    SMTP_URL: "smtp://mail.example",
    MAIL_FROM: "Dangol <hello@dangol.example>",
  });
  expect(await once(child, "exit")).toEqual([1, null]);
});
