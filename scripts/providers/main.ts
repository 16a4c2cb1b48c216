import { businessNow } from "@/lib/platform/clock";
import { closeDatabase } from "@/lib/platform/database/pool";
import { env } from "@/lib/platform/env";
import { createBusinessTime } from "./business-time";
import { startOAuthServer } from "./oauth/oauth";
import { createMailRoutes } from "./smtp/mail-control";
import { startSmtpServer } from "./smtp/smtp";
import { demoTemplates } from "./solapi/demo-templates";
import { createSolapi } from "./solapi/solapi";
import type { DeliveryPace } from "./twilio/deliveries";
import { startTwilioServer } from "./twilio/twilio";

/*
 * The local stand-ins of everything outside: Twilio and Solapi with their control API on PROVIDERS_PORT, SMTP on
 * PROVIDERS_SMTP_PORT, and, when PROVIDERS_OAUTH_PORT is set, Google, Kakao and Naver. Loopback only.
 * PROVIDERS_STATE_FOLDER keeps texts and mails over a restart; PROVIDERS_DELIVERY is "manual" or milliseconds a step.
 */
if (!env.isDemo) {
  process.stderr.write("The local provider servers run in demo mode only: set DANGOL_MODE=demo.\n");
  process.exit(1);
}

const now = createBusinessTime(businessNow);
const folder = process.env["PROVIDERS_STATE_FOLDER"];
const pace = process.env["PROVIDERS_DELIVERY"] ?? "400";
const delivery: DeliveryPace = pace === "manual" ? "manual" : { stepMs: Number(pace) };
const oauthPort = process.env["PROVIDERS_OAUTH_PORT"];
const { accountSid, authToken } = env.twilio;
const inboundUrl = process.env["PROVIDERS_INBOUND_URL"] ?? `${env.baseUrl}/api/webhooks/twilio/inbound`;

const smtp = await startSmtpServer({
  now,
  port: env.providersSmtpPort,
  ...(folder ? { stateFile: `${folder}/mails.json` } : {}),
});
const { apiKey, apiSecret } = env.solapi;
const solapi = createSolapi({
  now,
  accounts: apiKey && apiSecret ? [{ apiKey, apiSecret }] : [],
  adoptAccounts: true,
  templates: demoTemplates,
  delivery,
  ...(folder ? { stateFile: `${folder}/solapi.json` } : {}),
});
const mailRoutes = createMailRoutes(smtp);
const twilio = await startTwilioServer({
  now,
  port: env.providersPort,
  accounts: accountSid && authToken ? [{ sid: accountSid, authToken, inboundUrl }] : [],
  adoptAccounts: true,
  inboundUrl,
  delivery,
  also: async (...request) => (await mailRoutes(...request)) || (await solapi.handle(...request)),
  alsoOnPhones: solapi.onPhones,
  ...(folder ? { stateFile: `${folder}/texts.json` } : {}),
});
const oauth = oauthPort ? await startOAuthServer({ port: Number(oauthPort) }) : undefined;

const ready = { ready: true, twilio: twilio.url, smtp: smtp.url, oauth: oauth?.url ?? null };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.send?.("ready");

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  solapi.close();
  await Promise.all([twilio.close(), smtp.close(), oauth?.close()]);
  await closeDatabase();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// Whoever started this program with a channel and died takes it along.
process.on("disconnect", stop);
