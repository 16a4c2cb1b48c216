import { type CharacterMark, characterMarks } from "@/lib/messages/character-marks";
import { accountObjection, readyMessage } from "@/lib/messages/facts";
import { judge } from "@/lib/messages/gate";
import { gatherKnown } from "@/lib/messages/known";
import { wording } from "@/lib/messages/wording";
import type { MessageKind } from "@/lib/platform/channels/channel";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { lookAtPerson } from "./preview-people";
import type { WriteTemplate } from "./schema";
import { effectiveClass } from "./template-class";
import { labelsOf, templateOf } from "./templates";
import { labelledBody, writtenBody } from "./written-body";

/** A text that is being written, as the server sees it. */
export interface Preview {
  marks: { ko: CharacterMark[]; subject: CharacterMark[]; en: CharacterMark[] };
  /** The whole text with every offered replacement taken. */
  replaced: { ko: string; subject: string; en: string };
  /** Of a real person: what would leave if it left now; null for invented ones and where nobody was asked for. */
  person: {
    subject: string;
    body: string;
    kind: MessageKind | null;
    missing: readonly string[];
    /** Message key of what keeps it from going; null where nothing does. */
    reason: string | null;
  } | null;
}

/**
 * What would leave if these words were published and this person's turn were now: made by the very functions that send, of a
 * text that is stored nowhere. Changes nothing and sends nothing.
 */
export async function previewTemplate(
  tenant: TenantScope,
  given: WriteTemplate,
  personId: string | null,
): Promise<Preview> {
  const { versionId, body, advertising } = await inTransaction(tenant, async (tx) => {
    const known = await templateOf(tx, given.key);
    const written = labelledBody(writtenBody(known.body, given, tx.actor), await labelsOf(tx));
    return { versionId: known.versionId, body: written, advertising: effectiveClass(written) };
  });
  const ko = characterMarks(given.ko);
  const en = characterMarks(given.en ?? "");
  const subject = characterMarks(given.subject?.ko ?? "");
  const person =
    personId &&
    (await lookAtPerson(tenant, personId, versionId, async (tx, context) => {
      const words = wording({ body }, context.locale, { class: advertising });
      const drafted = { ...context, words };
      const known = await gatherKnown(tx, [drafted]);
      const ready = readyMessage(drafted, known, tx.now, "show");
      const verdict = judge(ready.facts);
      return {
        subject: ready.subject,
        body: ready.body,
        kind: ready.route.kind,
        missing: ready.facts.text.missingVariables,
        reason:
          verdict.outcome === "send" ? accountObjection(ready, known) : `gate.reasons.${verdict.reason}`,
      };
    }));
  return {
    marks: { ko: ko.marks, subject: subject.marks, en: en.marks },
    replaced: { ko: ko.replaced, subject: subject.replaced, en: en.replaced },
    person: person || null,
  };
}
