"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { WallMatch } from "@/lib/enrollments/wall";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../form/form-problem";
import { useActionForm } from "../../../form/use-action-form";

type Action<Value> = (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;

interface Props {
  find: Action<{ four: string; matches: WallMatch[] }>;
  checkIn: Action<{ name: string; at: string; changed: boolean }>;
  /** Where a new try begins. */
  again: string;
  idempotencyKey: string;
}

/** Four digits, then "that is me": three screens of one page, with and without scripts. */
export function WallForm({ find, checkIn, again, idempotencyKey }: Props) {
  const words = useTranslations("attendance.wall");
  const search = useActionForm(find);
  const choice = useActionForm(checkIn);
  if (choice.value) return <Done {...choice.value} again={again} />;
  const known = choice.state && !choice.state.ok ? undefined : search.value;
  if (known && known.matches.length > 0)
    return (
      <Choosing
        title={
          known.matches.length === 1
            ? words("isItYou", { name: known.matches[0]?.name ?? "" })
            : words("whoAreYou")
        }
        again={again}
      >
        {known.matches.map(({ key, name, shop }) => (
          <form key={key} {...choice.formProps}>
            <input type="hidden" name="four" value={known.four} />
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <SubmitButton
              look={known.matches.length === 1 ? "primary" : "secondary"}
              size="large"
              wide
              pending={choice.pending}
              pendingWords={words("checkingIn")}
            >
              {known.matches.length === 1 ? words("yes") : [name, shop].filter(Boolean).join(" · ")}
            </SubmitButton>
          </form>
        ))}
      </Choosing>
    );
  return (
    <form {...search.formProps} className="mt-6 grid gap-5" noValidate>
      <TextField
        {...search.field("four")}
        label={words("ask")}
        hint={words("hint")}
        size="large"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        required
      />
      <FormProblem form={choice.problem ? choice : search} />
      {search.done && (
        <Notice tone="warn" announce>
          {words("nobody")}
        </Notice>
      )}
      <SubmitButton look="primary" size="large" wide pending={search.pending} pendingWords={words("looking")}>
        {words("next")}
      </SubmitButton>
    </form>
  );
}

function Choosing({ title, again, children }: { title: string; again: string; children: ReactNode }) {
  const words = useTranslations("attendance.wall");
  return (
    <div className="mt-6 grid gap-3">
      <h2 className="mb-2 text-xl font-bold">{title}</h2>
      {children}
      <a href={again} className={buttonClass({ look: "quiet", wide: true })}>
        {words("notMe")}
      </a>
    </div>
  );
}

function Done({ name, at, changed, again }: { name: string; at: string; changed: boolean; again: string }) {
  const words = useTranslations("attendance.wall");
  return (
    <div className="mt-6 grid gap-6">
      <Notice tone="good" announce title={changed ? words("done") : words("already", { at })}>
        {words("doneText", { name })}
      </Notice>
      <a href={again} className={buttonClass({ look: "quiet", wide: true })}>
        {words("another")}
      </a>
    </div>
  );
}
