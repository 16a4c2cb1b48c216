"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { OwnPhone } from "@/lib/messages/own-address";
import type { Tested } from "@/lib/messages/test-send";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { confirmMyPhone, sendMeCode, sendMeTest } from "./actions";

/** A test to one's own telephone and mail; a number is confirmed first. */
export function TestCard({
  slug,
  phone,
  mail,
}: {
  slug: string;
  phone: OwnPhone | null;
  mail: string | null;
}) {
  const words = useTranslations("texting.test");
  const confirmed = phone?.confirmed ? phone.number : null;
  return (
    <Card as="section" aria-labelledby="test">
      <h2 id="test" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("intro")}</p>
      <div className="mt-4 grid gap-5">
        {confirmed ? (
          <TestButton slug={slug} channel="sms" to={confirmed} />
        ) : (
          <>
            <NumberForm slug={slug} known={phone?.number} />
            {phone && <CodeForm slug={slug} />}
          </>
        )}
        {mail && <TestButton slug={slug} channel="email" to={mail} />}
        {confirmed && (
          <Disclosure summary={words("change")}>
            <NumberForm slug={slug} />
          </Disclosure>
        )}
      </div>
    </Card>
  );
}

function TestButton({ slug, channel, to }: { slug: string; channel: "sms" | "email"; to: string }) {
  const words = useTranslations("texting.test");
  const form = useActionForm(bound(sendMeTest, slug));
  return (
    <form {...form.formProps} className="grid gap-3">
      <input type="hidden" name="channel" value={channel} />
      {form.value && <Said tested={form.value} />}
      <FormProblem form={form} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words(channel === "sms" ? "toPhone" : "toMail")}
        </SubmitButton>
        <span className="text-[0.9375rem] text-ink-3">{to}</span>
      </div>
    </form>
  );
}

function Said({ tested: { outcome, detail, to } }: { tested: Tested }) {
  const words = useTranslations("texting.test");
  return (
    <Notice tone={outcome === "accepted" ? "good" : "warn"} announce>
      {words(outcome, { to, detail: detail ?? "" })}
    </Notice>
  );
}

function NumberForm({ slug, known }: { slug: string; known?: string | undefined }) {
  const words = useTranslations("texting.test");
  const form = useActionForm(bound(sendMeCode, slug));
  return (
    <form {...form.formProps} className="grid gap-3" noValidate>
      <TextField
        {...form.field("number", known)}
        label={words("number")}
        hint={words("numberHint")}
        type="tel"
        inputMode="numeric"
        autoComplete="tel"
        required
      />
      <FormProblem form={form} />
      {form.value &&
        (form.value.outcome === "accepted" ? (
          <Notice tone="good" announce>
            {words("codeSent")}
          </Notice>
        ) : (
          <Said tested={form.value} />
        ))}
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words("sendCode")}
        </SubmitButton>
      </div>
    </form>
  );
}

function CodeForm({ slug }: { slug: string }) {
  const words = useTranslations("texting.test");
  const form = useActionForm(bound(confirmMyPhone, slug));
  return (
    <form {...form.formProps} className="grid gap-3" noValidate>
      <TextField
        {...form.field("code")}
        label={words("code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <FormProblem form={form} />
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words("confirm")}
        </SubmitButton>
      </div>
    </form>
  );
}
