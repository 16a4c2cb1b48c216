import { getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import { Row } from "@/components/ui/row-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { formatSender } from "@/lib/messages/senders/sender-number-rule";
import type { SenderNumber } from "@/lib/messages/senders/sender-numbers";
import type { StaffScope } from "@/lib/web/staff";
import { RetireForm } from "./retire-form";

/** One number with its proof; a copy of the paper goes with it by a plain form, which works on every phone's browser. */
export async function SenderRow({
  staff,
  sender,
  used,
  locked,
}: {
  staff: StaffScope;
  sender: SenderNumber;
  used: boolean;
  locked: boolean;
}) {
  const words = await getTranslations("texting.senders");
  const { id, kind, proof, description, registeredOn, validUntil, recordedBy, holds } = sender;
  const number = formatSender(sender.number);
  const paper = `/t/${staff.tenant.slug}/settings/texting/numbers/${id}/paper`;
  const time = validUntil
    ? words("range", { from: registeredOn, until: validUntil })
    : words("from", { date: registeredOn });
  return (
    <Row
      note={
        <>
          <p>
            {words(`proofs.${proof}`)} · {description}
          </p>
          <p>
            {time} · {words("recordedBy", { name: recordedBy })}
          </p>
          {kind === "internet" && <p>{words("filtered")}</p>}
          {sender.hasFile && (
            <p>
              <TextLink quiet href={paper}>
                {words("paperSee")}
              </TextLink>
            </p>
          )}
          {!locked && (
            <div className="mt-2 grid gap-2">
              <Disclosure summary={words("paperAdd")}>
                <form action={paper} method="post" encType="multipart/form-data" className="grid gap-3">
                  <FileField name="file" label={words("paper")} accept="image/*,application/pdf" required />
                  <div>
                    <SubmitButton look="secondary" size="small">
                      {words("paperAdd")}
                    </SubmitButton>
                  </div>
                </form>
              </Disclosure>
              <RetireForm slug={staff.tenant.slug} id={id} number={number} />
            </div>
          )}
        </>
      }
      end={<Tag tone={holds ? "good" : "warn"}>{words(holds ? "holds" : "over")}</Tag>}
    >
      <b className="font-semibold tabular-nums">{number}</b> <Tag>{words(`kinds.${kind}`)}</Tag>{" "}
      {used && <Tag tone="accent">{words("used")}</Tag>}
    </Row>
  );
}
