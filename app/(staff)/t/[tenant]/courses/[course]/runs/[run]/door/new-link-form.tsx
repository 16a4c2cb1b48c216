"use client";

import { useTranslations } from "next-intl";
import { QrCode } from "@/components/attendance/qr-code";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../../../form/use-action-form";

type Made = { helper: string; address: string };

interface Props {
  action: (previous: Answer<Made> | null, form: FormData) => Promise<Answer<Made>>;
  sessionId: string;
}

/** A name, then the link: shown now and never again. */
export function NewLinkForm({ action, sessionId }: Props) {
  const words = useTranslations("attendance.doorLinks");
  const form = useActionForm(action);
  return (
    <div className="grid gap-6">
      <form {...form.formProps} className="grid gap-4" noValidate>
        <input type="hidden" name="sessionId" value={sessionId} />
        <TextField
          {...form.field("helper")}
          label={words("helper")}
          hint={words("helperHint")}
          maxLength={40}
          autoComplete="off"
          required
        />
        <FormProblem form={form} />
        <div>
          <SubmitButton pending={form.pending} pendingWords={words("making")}>
            {words("make")}
          </SubmitButton>
        </div>
      </form>
      {form.value && <MadeLink {...form.value} />}
    </div>
  );
}

function MadeLink({ helper, address }: Made) {
  const words = useTranslations("attendance.doorLinks");
  return (
    <div className="grid gap-4">
      <Notice tone="good" announce title={words("made", { helper })}>
        {words("madeHint")}
      </Notice>
      <QrCode text={address} label={words("alt", { helper })} className="w-full max-w-64 rounded-lg" />
      <p className="text-sm break-all">
        <a href={address} className="underline">
          {address}
        </a>
      </p>
      <div>
        <CopyButton text={address} words={words("copy")} copiedWords={words("copied")} />
      </div>
    </div>
  );
}
