import { randomBytes } from "node:crypto";
import { vi } from "vitest";

import { businessNow } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import { saveSendingAccount } from "@/lib/tenants/sending-accounts";
import { type SmtpServer, startSmtpServer } from "@/scripts/providers/smtp/smtp";
import { type SolapiServer, startSolapiServer } from "@/scripts/providers/solapi/solapi";

import { recordSender } from "../senders/sender-numbers";
import { type MessageWorld, messageWorld, openLimits, person } from "./message-world";

export interface ChannelWorld extends MessageWorld {
  solapi: SolapiServer;
  smtp: SmtpServer;
}

/** The world of messages with a Solapi and a mail server beside Twilio. Must be called before anything reads the settings. */
export async function channelWorld(): Promise<ChannelWorld> {
  const solapi = await startSolapiServer({ adoptAccounts: true, now: businessNow });
  const smtp = await startSmtpServer({ now: businessNow });
  vi.stubEnv("SOLAPI_API_BASE_URL", solapi.url);
  // Only a demo talks to a mail server on this machine.
  vi.stubEnv("DANGOL_MODE", "demo");
  const world = await messageWorld();
  return {
    ...world,
    solapi,
    smtp,
    async end() {
      await world.end();
      await solapi.close();
      await smtp.close();
    },
  };
}

export const koreanSender = "0212345678";
export const kakaoChannel = "KA01PF0123456789";

type AccountTenant = TenantScope & { accountId: string };

/** A tenant that sends texts and AlimTalk through Solapi. */
export async function solapiTenant(): Promise<AccountTenant & { apiKey: string }> {
  const tenant = await makeTenant();
  const { id, apiKey } = await addSolapi(tenant);
  await openLimits(tenant);
  return { ...tenant, accountId: id, apiKey };
}

/** A Solapi account beside what the tenant has. */
export async function addSolapi(
  tenant: TenantScope,
  { priority = 1 }: { priority?: number } = {},
): Promise<{ id: string; apiKey: string }> {
  const apiKey = `NCS${randomBytes(8).toString("hex").toUpperCase()}`;
  const { id } = await saveSendingAccount(tenant, {
    id: undefined,
    provider: "solapi",
    key: apiKey,
    secret: randomBytes(16).toString("hex"),
    label: null,
    priority,
    senderNumber: koreanSender,
    kakaoChannelId: kakaoChannel,
    priceSms: null,
    priceLms: null,
    priceMms: null,
    priceAlimtalk: null,
  });
  await recordSender(tenant, {
    number: koreanSender,
    proof: "service_certificate",
    description: "시험",
    registeredOn: "2026-01-01",
  });
  return { id, apiKey };
}

export const mailSender = "hello@shop.example.com";

/** A tenant that sends mails through a server of its own. */
export async function mailTenant(world: ChannelWorld): Promise<AccountTenant> {
  const tenant = await makeTenant();
  const { id } = await addMail(tenant, world);
  await openLimits(tenant);
  return { ...tenant, accountId: id };
}

export const addMail = (tenant: TenantScope, { smtp }: ChannelWorld): Promise<{ id: string }> =>
  saveSendingAccount(tenant, {
    id: undefined,
    provider: "smtp",
    key: "dangol",
    secret: "mail password",
    label: null,
    priority: 1,
    serverUrl: smtp.url,
    mailFrom: mailSender,
    priceEmail: null,
  });

/** Somebody with a mail address beside their number. */
export async function reader(
  tenant: TenantScope,
  { phone, mail }: { phone: string; mail: string },
): Promise<string> {
  const customerId = await person(tenant, phone);
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.contactPoint.create({
      data: {
        tenantId,
        id: newId(),
        customerId,
        channel: "email",
        address: mail,
        recognised: true,
        primary: true,
        createdAt: now,
      },
    }),
  );
  return customerId;
}
