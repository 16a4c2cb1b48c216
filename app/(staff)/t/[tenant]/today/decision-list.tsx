"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LinkButton } from "@/components/ui/button";
import { Card, CardActions, Kicker, SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { answerDecision } from "./actions";
import type { DecisionCard } from "./decision-cards";

/** The open questions, each answered by one tap. One form for all: what was answered is said where it does not vanish. */
export function DecisionList({ slug, cards }: { slug: string; cards: DecisionCard[] }) {
  const words = useTranslations("today");
  const form = useActionForm(bound(answerDecision, slug));
  const [pressed, press] = useState<string | null>(null);
  return (
    <form {...form.formProps} className={cards.length > 0 || form.state ? "mb-7" : undefined}>
      {cards.length > 0 && <SectionHeading>{words("decide")}</SectionHeading>}
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce className="mb-3">
          {words("answered")}
        </Notice>
      )}
      <ul className="grid gap-3">
        {cards.map((card) => (
          <Card as="li" key={card.id}>
            <Kicker>{card.kicker}</Kicker>
            <h3 className="text-lg font-semibold">{card.title}</h3>
            {card.detail && <p className="mt-1 text-[0.9375rem] text-ink-2">{card.detail}</p>}
            <CardActions note={card.otherwise}>
              {card.options.map(({ key, label, href }, index) =>
                href ? (
                  <LinkButton key={key} href={href}>
                    {label}
                  </LinkButton>
                ) : (
                  <SubmitButton
                    key={key}
                    look={index === 0 ? "primary" : "secondary"}
                    name="answer"
                    value={`${card.id}:${key}`}
                    pending={form.pending && pressed === `${card.id}:${key}`}
                    onClick={() => press(`${card.id}:${key}`)}
                  >
                    {label}
                  </SubmitButton>
                ),
              )}
            </CardActions>
          </Card>
        ))}
      </ul>
    </form>
  );
}
