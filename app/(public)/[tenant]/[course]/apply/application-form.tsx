"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useKeptForm } from "@/components/ui/use-kept-form";
import type { ConsentText } from "@/lib/customers/consent-texts";
import type { ApplyState } from "./apply-state";
import type { FormWords } from "./form-words";
import type { QuestionControl } from "./question-controls";
import { QuestionFields } from "./question-fields";
import { Sent } from "./sent";

interface Props {
  action: (state: ApplyState, form: FormData) => Promise<ApplyState>;
  runId: string;
  /** Drawn with the form: pressing twice has one effect. */
  idempotencyKey: string;
  full: boolean;
  /** Children under 14 may apply, so the form asks whether it is one. */
  forChildren: boolean;
  questions: QuestionControl[];
  consents: ConsentText[];
  words: FormWords;
}

/** One short page. Without JavaScript it is an ordinary post, answered by the same page with everything kept. */
export function ApplicationForm(props: Props) {
  const { action, runId, idempotencyKey, full, forChildren, questions, consents, words } = props;
  const { state, pending, formProps } = useKeptForm<ApplyState>(action, null, {
    draft: `apply ${runId}`,
    done: (answered) => answered !== null && "sentTo" in answered,
  });
  if (state && "sentTo" in state) return <Sent {...state} words={words} />;

  const refused = state ?? { message: undefined, errors: {}, values: {} };
  const errorOf = (name: string): string | undefined => (refused.errors as Record<string, string>)[name];
  const valuesOf = (name: string): string[] =>
    [(refused.values as Record<string, string | string[]>)[name] ?? []].flat();
  const typed = (name: string) => ({ name, defaultValue: valuesOf(name)[0], error: errorOf(name) });
  const ticked = (name: string) => ({
    name,
    defaultChecked: valuesOf(name)[0] === "on",
    error: errorOf(name),
  });

  return (
    <form {...formProps} noValidate className="mt-5 grid gap-5">
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Honeypot label={words.leaveEmpty} />
      {refused.message && (
        <Notice tone="bad" announce title={words.problem}>
          {refused.message}
        </Notice>
      )}
      {full && !refused.message && <Notice>{words.fullNow}</Notice>}
      <TextField
        {...typed("name")}
        label={words.name}
        size="large"
        autoComplete="name"
        maxLength={100}
        required
      />
      <TextField
        {...typed("phone")}
        label={words.phone}
        size="large"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        maxLength={40}
        required
      />
      {forChildren && (
        <div className="rounded-lg border border-line px-4 py-2.5">
          <Checkbox {...ticked("child")} label={words.child} hint={words.childHint} />
          <TextField
            {...typed("guardianName")}
            label={words.guardianName}
            hint={words.guardianHint}
            autoComplete="off"
            maxLength={100}
            className="pb-2"
          />
        </div>
      )}
      <TextField
        {...typed("shop")}
        label={words.shop}
        mark={words.optional}
        size="large"
        autoComplete="organization"
        placeholder={words.shopExample}
        maxLength={60}
      />
      <QuestionFields questions={questions} words={words} valuesOf={valuesOf} errorOf={errorOf} />
      <Fieldset legend={words.consents} divided className="mt-1">
        {consents.map((consent) => (
          <Consent key={consent.purpose} consent={consent} ticked={ticked} readAll={words.readAll} />
        ))}
      </Fieldset>
      <Checkbox
        {...ticked("waitIfFull")}
        label={words.waitIfFull}
        hint={words.waitHint}
        className="border-t border-line pt-2"
      />
      <div>
        <SubmitButton size="large" wide pending={pending} pendingWords={words.submitting}>
          {full ? words.submitWait : words.submit}
        </SubmitButton>
        <p className="mt-3 text-center text-sm text-ink-3">{words.foot}</p>
      </div>
    </form>
  );
}

function Consent({
  consent,
  ticked,
  readAll,
}: {
  consent: ConsentText;
  ticked: (name: string) => { name: string; defaultChecked: boolean; error: string | undefined };
  readAll: string;
}) {
  const [summary, ...details] = consent.body.split("\n");
  return (
    <div className="pb-1">
      <Checkbox
        {...ticked(`consents.${consent.purpose}`)}
        label={<b className="font-semibold">{consent.title}</b>}
        hint={summary}
        required={consent.required}
      />
      {details.length > 0 && (
        <details className="-mt-2 ml-9 text-sm text-ink-3" open={consent.required || undefined}>
          <summary className="inline-flex min-h-11 items-center underline">{readAll}</summary>
          <p className="pb-2 whitespace-pre-line">{details.join("\n")}</p>
        </details>
      )}
    </div>
  );
}

/** Out of sight and out of the keyboard's way: whatever fills it in is no person. */
function Honeypot({ label }: { label: string }) {
  return (
    <div aria-hidden="true" className="absolute -left-[200vw] h-px w-px overflow-hidden">
      <label>
        {label}
        <input type="text" name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  );
}
