import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";

import { POST as postInbound } from "@/app/api/webhooks/twilio/inbound/route";
import { POST as postStatus } from "@/app/api/webhooks/twilio/status/route";
import { publishDefinition } from "@/lib/definitions/definitions";
import { businessNow } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import { type CalmWorker, calmWorker } from "@/lib/worker/run-until-calm";
import { startTwilioServer, type TwilioServer } from "@/scripts/providers/twilio/twilio";

import { changeCaps, changeCountries, changeFrequency, limitsOf } from "../limits/limits";
import { type Plan, plan } from "../planning";
import type { TemplateBody } from "../schema";
import { recordSender } from "../senders/sender-numbers";

/** A weekday noon in Seoul, long before any class of the tests. */
export const noon = new Date("2026-11-24T03:00:00Z");
export const sender = "+827012345678";

/** The provider, a web server with only the two webhooks, and a worker that runs when told to. */
export interface MessageWorld {
  provider: TwilioServer;
  worker: CalmWorker;
  /** While false, webhooks are answered 503 and lost, as after a broken line. */
  webhooks: { open: boolean };
  /** Moves business time and does everything that is due then. */
  goTo: (at: Date | number) => Promise<void>;
  end: () => Promise<void>;
}

/** Must be called before anything reads the settings: it puts its own addresses into the environment. */
export async function messageWorld(): Promise<MessageWorld> {
  const webhooks = { open: true };
  const web = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!webhooks.open) return void response.writeHead(503).end();
    const handler = request.url?.includes("/inbound") ? postInbound : postStatus;
    const given = new Request(`http://behind-a-proxy.internal${request.url}`, {
      method: "POST",
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    // As the framework answers when a handler throws: the provider tries again.
    const status = await handler(given).then(
      (answer) => answer.status,
      () => 500,
    );
    response.writeHead(status).end();
  });
  await new Promise<void>((ready) => web.listen(0, "127.0.0.1", ready));
  const baseUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const provider = await startTwilioServer({
    adoptAccounts: true,
    inboundUrl: `${baseUrl}/api/webhooks/twilio/inbound`,
    now: businessNow,
  });
  vi.stubEnv("BASE_URL", baseUrl);
  vi.stubEnv("TWILIO_API_BASE_URL", provider.url);
  const worker = await calmWorker();
  return {
    provider,
    worker,
    webhooks,
    async goTo(at) {
      await moveClockTo(typeof at === "number" ? new Date(noon.getTime() + at * 60_000) : at);
      await worker.runUntilCalm();
    },
    async end() {
      await worker.stop();
      await provider.close();
      web.closeAllConnections();
      web.close();
    },
  };
}

/** A tenant that can send: an account of its own at the provider. */
export async function sendingTenant(
  given: { messagingServiceSid?: string } = {},
): Promise<TenantScope & { accountId: string; accountSid: string; authToken: string }> {
  const tenant = await makeTenant();
  return { ...tenant, ...(await makeSending(tenant, given)) };
}

/** Gives a tenant what sending needs: an account, the proof of its sender, and wide limits. */
export async function makeSending(tenant: TenantScope, given: { messagingServiceSid?: string } = {}) {
  const accountSid = `AC${randomBytes(16).toString("hex")}`;
  const authToken = randomBytes(16).toString("hex");
  const { id } = await setTextingAccount(tenant, {
    accountSid,
    authToken,
    senderNumber: given.messagingServiceSid ? null : sender,
    messagingServiceSid: given.messagingServiceSid ?? null,
  });
  await recordSender(tenant, {
    number: given.messagingServiceSid ?? sender,
    proof: given.messagingServiceSid ? "provider_registration" : "service_certificate",
    description: "시험",
    registeredOn: "2026-01-01",
  });
  await openLimits(tenant);
  return { accountId: id, accountSid, authToken };
}

/** Limits that no test of something else reaches, and numbers abroad. */
export async function openLimits(tenant: TenantScope): Promise<void> {
  const version = async () => (await limitsOf(tenant)).version;
  await changeCaps(tenant, {
    version: await version(),
    perHour: 100_000,
    perDay: 1_000_000,
    dayWon: 100_000_000,
    monthWon: 100_000_000,
    abroadWon: 100_000_000,
  });
  await changeCountries(tenant, { version: await version(), countries: ["KR", "US", "CA", "JP", "GB"] });
  await changeFrequency(tenant, { version: await version(), advertisingTimes: 50, advertisingDays: 1 });
}

export async function person(
  tenant: TenantScope,
  phone: string,
  given: { advertising?: boolean; name?: string; recognised?: boolean } = {},
): Promise<string> {
  const id = newId();
  await inTransaction(tenant, async ({ db, now, tenantId }) => {
    await db.customer.create({ data: { tenantId, id, name: given.name ?? "김영희", createdAt: now } });
    await db.contactPoint.create({
      data: {
        tenantId,
        id: newId(),
        customerId: id,
        channel: "phone",
        address: phone,
        lastFour: phone.slice(-4),
        recognised: given.recognised ?? true,
        primary: true,
        createdAt: now,
      },
    });
    if (given.advertising)
      await db.consent.create({
        data: {
          tenantId,
          id: newId(),
          customerId: id,
          purpose: "advertising",
          channel: "sms",
          given: true,
          textVersion: "1",
          textHash: "-",
          locale: "ko",
          source: "application_form",
          actorKind: "customer",
          occurredAt: now,
          recordedAt: now,
        },
      });
  });
  return id;
}

/** "+821000000007" for 7. */
export const mobile = (number: number): string => `+8210${String(20_000_000 + number)}`;

export async function template(
  tenant: TenantScope,
  text: string,
  given: Partial<Omit<TemplateBody, "texts">> = {},
): Promise<string> {
  const body: TemplateBody = {
    channel: "sms",
    class: "transactional",
    urgent: true,
    resendClass: "notice",
    fallbacks: {},
    ...given,
    texts: { ko: text, en: "" },
  };
  const { versionId } = await publishDefinition(tenant, {
    kind: "template",
    key: `t_${newId().slice(-12)}`,
    title: "시험 문자",
    body,
  });
  return versionId;
}

/** Plans one message, due now unless told, and answers its id. */
export async function planned(
  tenant: TenantScope,
  given: Partial<Plan> & { customerId: string; templateVersionId: string },
): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    const purpose = `follow_up:test_${newId()}`;
    await plan(tx, {
      purpose,
      subjectId: given.customerId,
      class: "transactional",
      resendClass: "notice",
      urgent: true,
      dueAt: tx.now,
      because: "messages.because.followUp",
      ...given,
    });
    const made = await tx.db.message.findFirstOrThrow({ where: { purpose: given.purpose ?? purpose } });
    return made.id;
  });
}

export const messageOf = (tenant: TenantScope, id: string) =>
  inTransaction(tenant, ({ db }) => db.message.findFirstOrThrow({ where: { id } }));

export const openCards = (tenant: TenantScope, kind: string) =>
  inTransaction(tenant, ({ db }) => db.decision.findMany({ where: { kind, state: "open" } }));
