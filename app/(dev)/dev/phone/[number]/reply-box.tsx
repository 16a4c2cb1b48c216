import { getTranslations } from "next-intl/server";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { replyFromPhone } from "../actions";

/** Writes back to a sender of this phone's texts, the latest one unless chosen otherwise. */
export async function ReplyBox({ phone, senders }: { phone: string; senders: string[] }) {
  const words = await getTranslations("dev.phone");
  return (
    <form action={replyFromPhone} className="grid gap-3 border-t border-line pt-4">
      <input type="hidden" name="from" value={phone} />
      {senders.length > 1 ? (
        <SelectField
          label={words("replyTo")}
          name="to"
          choices={senders.map((value) => ({ value, label: formatPhone(value) }))}
        />
      ) : (
        <input type="hidden" name="to" value={senders[0]} />
      )}
      <TextArea label={words("reply")} name="body" rows={2} maxLength={1600} required />
      <div>
        <SubmitButton pendingWords={words("sending")}>{words("send")}</SubmitButton>
      </div>
    </form>
  );
}
