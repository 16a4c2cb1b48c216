import { liftSuppression, suppress, suppressionOf, understood } from "@/lib/customers/suppressions";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import {
  inTransaction,
  readOutsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";

import { askWhetherAgreed, askWhetherRefused, type ReceivedText } from "./inbound-review";
import { readInbound } from "./opt-out-words";
import { cancelPlanned } from "./planning";
import { accountOf } from "./provider-accounts";

export interface InboundSms {
  providerSid: string;
  from: string;
  to: string;
  body: string;
  optOutType: string | null;
}

/**
 * Which tenant's account an inbound address stands for, with the token its signature must be made with. Several tenants
 * may share a sid by mistake: the caller takes the one whose signature fits.
 */
export async function inboundTargets(
  accountId: string | null,
  sid: string,
): Promise<{ tenant: TenantScope; authToken: string }[]> {
  const found = await readOutsideTenants(
    (db) => db.$queryRaw<{ tenant_id: string; account_id: string }[]>`
      SELECT * FROM tenants_of_provider_account(${accountId}::uuid, ${sid})`,
  );
  return Promise.all(
    found.map(async (one) => {
      const tenant = systemScope(one.tenant_id);
      const { open } = await inTransaction(tenant, (tx) => accountOf(tx, one.account_id));
      return { tenant, authToken: open.secret };
    }),
  );
}

/** Keeps an inbound text once (the same MessageSid again changes nothing) and acts on a wish to stop at once (G10, G11). */
export async function receiveInbound(tenant: TenantScope, sms: InboundSms): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const point = await tx.db.contactPoint.findFirst({
      where: { channel: "phone", address: sms.from },
      orderBy: [{ recognised: "desc" }, { id: "asc" }],
    });
    const id = newId();
    const { count } = await tx.db.inboundMessage.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          providerSid: sms.providerSid,
          fromAddress: sms.from,
          toAddress: sms.to,
          body: sms.body.slice(0, 1600),
          optOutType: sms.optOutType,
          customerId: point?.customerId ?? null,
          receivedAt: tx.now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await recordEvent(tx, "message.received", {
      kind: "inbound_message",
      id,
      ...(point ? { customerId: point.customerId } : {}),
    });
    await act(tx, sms, { ...sms, id, customerId: point?.customerId ?? null });
  });
}

/**
 * The carrier's own words, or words that mean the same. A sentence that was merely understood is acted on too, and a
 * person looks at it; where the refusal stood already there is nothing to look at.
 */
async function act(tx: Tx, sms: InboundSms, text: ReceivedText): Promise<void> {
  const wish = readInbound(sms.body);
  const atCarrier = sms.optOutType === "STOP";
  const scope = atCarrier ? "all" : wish.kind === "stop" ? wish.scope : null;
  if (scope) {
    const review = !atCarrier && "review" in wish && wish.review;
    const before = await suppressionOf(tx, "sms", sms.from);
    const source = review ? understood : "inbound";
    await suppress(tx, { channel: "sms", address: sms.from, scope, source });
    await stopPlanned(tx, sms.from, scope);
    if (review && before !== "all" && before !== scope) await askWhetherRefused(tx, text);
  } else if (sms.optOutType === "START" || (wish.kind === "start" && !wish.review)) {
    // The carrier delivers again. Advertising stays refused until the person consents anew.
    await liftSuppression(tx, { channel: "sms", address: sms.from, scope: "all" });
  } else if (wish.kind === "start" && text.customerId) await askWhetherAgreed(tx, text);
}

/** After a STOP is committed nothing of what it covers is left planned for that number. */
async function stopPlanned(tx: Tx, address: string, scope: "advertising" | "all"): Promise<void> {
  const points = await tx.db.contactPoint.findMany({
    where: { channel: "phone", address },
    select: { customerId: true },
  });
  await cancelSuppressed(tx, { in: points.map((point) => point.customerId) }, scope, "sms");
}

/** The same for a refusal that came another way: a link, a click of staff, the provider's 21610, a mail program's one click. */
export async function stopSuppressed(tenant: TenantScope, customerId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const points = await tx.db.contactPoint.findMany({
      where: { customerId, channel: { in: ["phone", "email"] } },
      orderBy: [{ primary: "desc" }, { recognised: "desc" }],
    });
    for (const lane of ["sms", "email"] as const) {
      const point = points.find(({ channel }) => channel === (lane === "email" ? "email" : "phone"));
      const scope = point ? await suppressionOf(tx, lane, point.address) : "none";
      if (scope !== "none") await cancelSuppressed(tx, customerId, scope, lane);
    }
  });
}

/** A number that stopped texts has stopped AlimTalk too. */
const channelsOf = { sms: ["sms", "alimtalk"], email: ["email"] } as const;

function cancelSuppressed(
  tx: Tx,
  customerId: string | { in: string[] },
  scope: "advertising" | "all",
  lane: keyof typeof channelsOf,
): Promise<number> {
  const channel = { in: [...channelsOf[lane]] };
  return scope === "all"
    ? cancelPlanned(tx, { customerId, channel }, "gate.reasons.SUPPRESSED_ALL")
    : cancelPlanned(tx, { customerId, channel, class: "advertising" }, "gate.reasons.SUPPRESSED");
}
