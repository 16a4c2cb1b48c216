import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import type { WriteTemplate } from "@/lib/follow-ups/schema";
import type { TemplateBody } from "@/lib/messages/schema";
import type { EditorField } from "./field";
import type { shownOf } from "./shown";

/** Notice or advertising: words can only raise it, and the page says which did; a named person lowers it, with a reason (row 23). */
export function ClassFields(props: {
  field: EditorField;
  body: TemplateBody;
  draft: WriteTemplate;
  shown: ReturnType<typeof shownOf>;
}) {
  const { field, body, draft, shown } = props;
  const words = useTranslations("templates.editor");
  const { promotion, messageClass } = shown;
  return (
    <fieldset className="min-w-0">
      <legend className="text-base font-bold">{words("class")}</legend>
      <Checkbox
        name="advertising"
        value="on"
        label={words("declare")}
        hint={words("declareHint")}
        defaultChecked={draft.advertising}
      />
      {promotion.length > 0 && (
        <Notice tone="warn">{words("raised", { words: promotion.join(", ") })}</Notice>
      )}
      {messageClass === "advertising" && draft.channel !== "email" && (
        <p className="mt-2 text-sm text-ink-2">{words("labelled")}</p>
      )}
      {(promotion.length > 0 || body.lowered) && !draft.advertising && (
        <TextField
          {...field("lowerReason", body.lowered?.reason)}
          label={words("lower")}
          hint={
            body.lowered
              ? words("loweredBy", { name: body.lowered.by, reason: body.lowered.reason })
              : words("lowerHint")
          }
          maxLength={300}
          className="mt-4"
        />
      )}
    </fieldset>
  );
}
