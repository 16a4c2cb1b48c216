import { stateConsent } from "@/lib/customers/consents";
import { liftSuppression, takeBackUnderstood } from "@/lib/customers/suppressions";
import { ask } from "@/lib/decisions/decisions";
import { maskPhone } from "@/lib/platform/formats/phone-format";
import { hashSecret } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

export const inboundReview = "messages.inboundReview";

/** Nothing is urgent about it: a refusal stands meanwhile, a consent is not used. */
const reviewHours = 72;
const shownOfText = 60;

export interface ReceivedText {
  id: string;
  from: string;
  body: string;
  customerId: string | null;
}

/** A wish that was understood from a sentence was acted on already; somebody looks whether it was meant so (row 35). */
export const askWhetherRefused = (tx: Tx, text: ReceivedText): Promise<void> =>
  askAbout(tx, text, "refused", ["keep", "notARefusal"]);

/** Who writes "수신동의" may want advertising again; a consent is never recorded unseen. Written twice, it is asked once. */
export async function askWhetherAgreed(tx: Tx, text: ReceivedText): Promise<void> {
  const open = await tx.db.decision.findMany({
    where: { kind: inboundReview, state: "open" },
    select: { subjectId: true },
  });
  const asked = await tx.db.inboundMessage.findFirst({
    where: {
      id: { in: open.map(({ subjectId }) => subjectId) },
      fromAddress: text.from,
      body: text.body.slice(0, 1600),
    },
    select: { id: true },
  });
  if (!asked) await askAbout(tx, text, "agreed", ["leave", "agree"]);
}

async function askAbout(
  tx: Tx,
  { id, from, body, customerId }: ReceivedText,
  matter: "refused" | "agreed",
  [calm, other]: [string, string],
): Promise<void> {
  const customer = customerId
    ? await tx.db.customer.findFirst({ where: { id: customerId }, select: { name: true } })
    : null;
  await ask(tx, {
    kind: inboundReview,
    subject: { kind: "inbound_message", id },
    question: {
      kicker: { key: "inboundReview.kicker" },
      title: { key: `inboundReview.${matter}.title`, values: { name: customer?.name ?? maskPhone(from) } },
      detail: {
        key: `inboundReview.${matter}.detail`,
        values: { text: body.trim().slice(0, shownOfText) },
      },
    },
    options: [
      ...[calm, other].map((key) => ({ key, label: { key: `inboundReview.${matter}.${key}` } })),
      ...(customerId
        ? [{ key: "customer", label: { key: "inboundReview.customer" }, href: `customers/${customerId}` }]
        : []),
    ],
    default: calm,
    deadline: addHours(tx.now, reviewHours),
  });
}

/** What follows from the answer; "keep" and "leave" leave everything as it is. */
export async function answerInboundReview(tenant: TenantScope, id: string, answer: string): Promise<void> {
  if (answer !== "notARefusal" && answer !== "agree") return;
  await inTransaction(tenant, async (tx) => {
    const text = await tx.db.inboundMessage.findFirst({ where: { id } });
    if (!text) return;
    if (answer === "agree") await agree(tx, text);
    else await takeBackUnderstood(tx, "sms", text.fromAddress);
  });
}

async function agree(
  tx: Tx,
  {
    fromAddress: address,
    body,
    customerId,
  }: { fromAddress: string; body: string; customerId: string | null },
): Promise<void> {
  if (!customerId) return;
  for (const scope of ["all", "advertising"] as const)
    await liftSuppression(tx, { channel: "sms", address, scope });
  // Their own text is the wording they agreed to.
  const evidence = {
    textVersion: "inbound",
    textHash: hashSecret(body),
    locale: tx.locale,
    source: "inbound",
  };
  await stateConsent(tx, customerId, { purpose: "advertising", channel: "sms", given: true, evidence });
}
