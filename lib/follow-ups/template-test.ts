import { type ApprovedTemplate, approvedTemplates } from "@/lib/messages/alimtalk/approved-templates";
import { composeAlimTalk, composeMail, composeText, withFallbacks } from "@/lib/messages/composing";
import type { TemplateBody } from "@/lib/messages/schema";
import { sendTest, type Test, type Tested } from "@/lib/messages/test-send";
import { wording } from "@/lib/messages/wording";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { businessOf } from "./business";
import { inventedPeople } from "./invented-people";
import { lookAtPerson, type PreviewPerson, personOf } from "./preview-people";
import type { WriteTemplate } from "./schema";
import { effectiveClass } from "./template-class";
import { mailSenderOf } from "./template-desk";
import { labelsOf, templateOf } from "./templates";
import { labelledBody, writtenBody } from "./written-body";

/**
 * Sends what is being written to the member's own confirmed number or address, as it would read for one person; personal links
 * are stars, so that nobody's page is given away. Refuses words with an empty blank, and all that `sendTest` refuses.
 */
export async function sendTemplateTest(
  tenant: TenantScope,
  given: WriteTemplate,
  personId: string,
): Promise<Tested> {
  const ready = await inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, given.key);
    const labels = await labelsOf(tx);
    const body = labelledBody(writtenBody(known.body, given, tx.actor), labels);
    const approved = body.channel === "alimtalk" ? await approvedTemplates(tx, [known.versionId]) : [];
    return {
      body,
      senderName: labels.senderName,
      sender: await mailSenderOf(tx, labels.senderName),
      invented: inventedPeople(await businessOf(tx), []).find(({ id }) => id === personId),
      versionId: known.versionId,
      kakao: approved[0] ?? null,
    };
  });
  const person =
    ready.invented ??
    (await lookAtPerson(tenant, personId, ready.versionId, async (tx, context) =>
      personOf(tx, context, personId),
    ));
  if (!person) throw new Refusal("not_found", "errors.not_found");
  return sendTest(tenant, testOf(ready, person));
}

interface Written {
  body: TemplateBody;
  senderName: string;
  sender: Parameters<typeof composeMail>[2];
  kakao: ApprovedTemplate | null;
}

function testOf({ body, senderName, sender, kakao }: Written, person: PreviewPerson): Test {
  const words = wording({ body }, person.locale, { class: effectiveClass(body) });
  if (!words) throw new Refusal("invalid", "messages.cannotBeMade");
  const values = withFallbacks(person.values, words.fallbacks);
  if (kakao) {
    const { body: said, missing, variables } = composeAlimTalk(kakao, values);
    refuseMissing(missing);
    const { channelId, providerId } = kakao;
    return { channel: "alimtalk", body: said, alimtalk: { channelId, templateId: providerId, variables } };
  }
  const mail = body.channel === "email";
  const {
    subject,
    body: said,
    missing,
  } = mail ? composeMail(words, values, sender) : composeText(words, values, senderName);
  refuseMissing(missing);
  return { channel: mail ? "email" : "sms", body: said, ...(subject ? { subject } : {}) };
}

function refuseMissing(missing: readonly string[]): void {
  if (missing.length > 0) throw new Refusal("invalid", "gate.reasons.MISSING_VARIABLE");
}
