import { useTranslations } from "next-intl";
import { CharacterMarks } from "@/components/template/character-marks";
import { Disclosure } from "@/components/ui/disclosure";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Preview } from "@/lib/follow-ups/previewing";
import type { TemplateBody } from "@/lib/messages/schema";
import type { EditorField } from "./field";

/** The headline of a long text. */
export function LongTextFields(props: {
  field: EditorField;
  body: TemplateBody;
  preview: Preview | null;
  put: (name: string) => (text: string) => void;
}) {
  const { field, body, preview, put } = props;
  const words = useTranslations("templates.editor");
  return (
    <Disclosure summary={words("longText")} open={body.subject !== undefined}>
      <div className="grid gap-4">
        <TextField
          {...field("subject.ko", body.subject?.ko)}
          label={words("subjectKo")}
          hint={words("subjectHint")}
          maxLength={80}
        />
        {preview && (
          <CharacterMarks
            marks={preview.marks.subject}
            replaced={preview.replaced.subject}
            replace={put("subject.ko")}
          />
        )}
        <TextField {...field("subject.en", body.subject?.en)} label={words("subjectEn")} maxLength={80} />
      </div>
    </Disclosure>
  );
}

/** A mail's own words. */
export function MailFields({ field, body, open }: { field: EditorField; body: TemplateBody; open: boolean }) {
  const words = useTranslations("templates.editor");
  const { subject, texts } = body.email ?? {};
  return (
    <Disclosure summary={words("mail")} open={open}>
      <div className="grid gap-4">
        <TextField
          {...field("mail.subject.ko", subject?.ko)}
          label={words("mailSubjectKo")}
          hint={words("mailSubjectHint")}
          maxLength={200}
        />
        <TextArea
          {...field("mail.texts.ko", texts?.ko)}
          label={words("mailKo")}
          rows={6}
          maxLength={10_000}
        />
        <TextField
          {...field("mail.subject.en", subject?.en)}
          label={words("mailSubjectEn")}
          maxLength={200}
        />
        <TextArea
          {...field("mail.texts.en", texts?.en)}
          label={words("mailEn")}
          rows={6}
          maxLength={10_000}
        />
      </div>
    </Disclosure>
  );
}
