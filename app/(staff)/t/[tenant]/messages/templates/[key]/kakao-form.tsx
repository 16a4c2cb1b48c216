"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag, type Tone } from "@/components/ui/tag";
import type { KakaoTemplateLine } from "@/lib/follow-ups/template-desk";
import { linkKakao, refreshKakao } from "./actions";

const tones: Record<string, Tone> = { approved: "good", requested: "warn", rejected: "bad", stopped: "bad" };

/** Which of the Kakao channel's templates a text goes as, and where each stands in review. */
export function KakaoForm(props: { slug: string; template: string; kakao: KakaoTemplateLine[] }) {
  const { slug, template, kakao } = props;
  const words = useTranslations("templates.kakao");
  const link = useActionForm(bound(linkKakao, slug));
  const refresh = useActionForm(bound(refreshKakao, slug));
  return (
    <section aria-labelledby="kakao-title" className="grid gap-4 border-t border-line pt-8">
      <div>
        <h2 id="kakao-title" className="text-xl font-bold">
          {words("title")}
        </h2>
        <p className="mt-1 text-ink-2">{words("sub")}</p>
      </div>
      {link.done && (
        <Notice tone="good" announce>
          {words("linked")}
        </Notice>
      )}
      {refresh.value && (
        <Notice tone="good" announce>
          {words("refreshed", { count: refresh.value.count })}
        </Notice>
      )}
      <FormProblem form={link} />
      <FormProblem form={refresh} />
      {kakao.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <form {...link.formProps} className="grid gap-4">
          <input type="hidden" name="key" value={template} />
          <Fieldset legend={words("choose")} divided>
            <Radio
              name="id"
              value=""
              label={words("nothing")}
              defaultChecked={kakao.every(({ linked }) => !linked)}
            />
            {kakao.map((one) => (
              <Radio
                key={one.id}
                name="id"
                value={one.id}
                defaultChecked={one.linked}
                label={
                  <>
                    {one.providerId}{" "}
                    <Tag tone={tones[one.state] ?? "plain"}>{words(`states.${one.state as "approved"}`)}</Tag>
                  </>
                }
                hint={
                  <span className="wrap-anywhere whitespace-pre-line">
                    {one.content}
                    {one.rejectedReason && `\n${words("rejected", { reason: one.rejectedReason })}`}
                  </span>
                }
              />
            ))}
          </Fieldset>
          <SubmitButton look="secondary" pending={link.pending} className="justify-self-start">
            {words("link")}
          </SubmitButton>
        </form>
      )}
      <form {...refresh.formProps}>
        <SubmitButton look="secondary" pending={refresh.pending}>
          {words("refresh")}
        </SubmitButton>
      </form>
    </section>
  );
}
