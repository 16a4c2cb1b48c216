import { useTranslations } from "next-intl";
import { useRef } from "react";
import { CharacterMarks } from "@/components/template/character-marks";
import { TextCounts } from "@/components/template/text-counts";
import { VariableChips } from "@/components/template/variable-chips";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import type { Preview } from "@/lib/follow-ups/previewing";
import type { WriteTemplate } from "@/lib/follow-ups/schema";
import { saysReplyStop } from "@/lib/messages/reply-stop";
import { unfilledVariables } from "@/lib/messages/schema";
import type { EditorField } from "./field";
import { countsFor, type EditorData, type shownOf } from "./shown";

interface Props {
  field: EditorField;
  data: EditorData;
  shown: ReturnType<typeof shownOf>;
  draft: WriteTemplate;
  preview: Preview | null;
  insert: (name: string, variable: string) => void;
  put: (name: string) => (text: string) => void;
}

/** The words of the text in both languages, each with its unfit characters, its length and its price. */
export function TextFields({ field, data, shown, draft, preview, insert, put }: Props) {
  const words = useTranslations("templates.editor");
  const follow = useTranslations("followUps.editor");
  const last = useRef<"ko" | "en">("ko");
  const { texts } = data.template.body;
  const unfilled = shown.used.filter((name) => (unfilledVariables as readonly string[]).includes(name));
  return (
    <>
      <div className="grid gap-3">
        <TextArea
          {...field("ko", texts.ko)}
          label={words("ko")}
          hint={words("koHint")}
          rows={7}
          maxLength={1500}
          onFocus={() => {
            last.current = "ko";
          }}
        />
        {saysReplyStop(draft.ko) && <Notice tone="warn">{follow("replyStop")}</Notice>}
        {preview && (
          <CharacterMarks marks={preview.marks.ko} replaced={preview.replaced.ko} replace={put("ko")} />
        )}
        {unfilled.length > 0 && (
          <Notice tone="warn">{words("unfilled", { names: unfilled.join(", ") })}</Notice>
        )}
        <TextCounts of={words("ko")} {...countsFor(data, shown.body, "ko")} />
        <VariableChips own={data.ownVariables} insert={(variable) => insert(last.current, variable)} />
      </div>
      <div className="grid gap-3">
        <TextArea
          {...field("en", texts.en)}
          label={words("en")}
          hint={words("enHint")}
          rows={5}
          maxLength={1500}
          onFocus={() => {
            last.current = "en";
          }}
        />
        {preview && (
          <CharacterMarks marks={preview.marks.en} replaced={preview.replaced.en} replace={put("en")} />
        )}
        {shown.body.texts.en !== "" && <TextCounts of={words("en")} {...countsFor(data, shown.body, "en")} />}
      </div>
    </>
  );
}
