"use client";

import clsx from "clsx";
import { Check, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Choice } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { markTask } from "./actions";
import type { TaskCard } from "./task-cards";
import { TaskEditor } from "./task-editor";

/**
 * Tasks, each done by one tap. One form for all, whose answer is said where it does not vanish with its row, and takes the
 * tap back. `members` makes them correctable.
 */
export function TaskRows({
  slug,
  cards,
  members,
  about = true,
}: {
  slug: string;
  cards: readonly TaskCard[];
  members?: readonly Choice[];
  /** Whether each says which customer it is about. */
  about?: boolean;
}) {
  const words = useTranslations();
  const id = useId();
  const form = useActionForm(bound(markTask, slug));
  const [pressed, press] = useState<string | null>(null);
  const { value } = form;
  return (
    <>
      <form {...form.formProps} id={id}>
        <FormProblem form={form} />
        {value && (
          <Notice
            tone="good"
            announce
            className="mb-3"
            actions={
              <SubmitButton
                look="quiet"
                size="small"
                name="task"
                value={`${value.id}:${value.done ? "open" : "done"}`}
                pending={form.pending}
              >
                {words("common.undo")}
              </SubmitButton>
            }
          >
            {words(value.done ? "tasks.doneNow" : "tasks.openNow", { title: value.title })}
          </Notice>
        )}
      </form>
      <ul className="divide-y divide-line">
        {cards.map((card) => {
          const next = `${card.id}:${card.done ? "open" : "done"}`;
          return (
            <li key={card.id} className="flex items-start gap-2 py-1">
              <IconButton
                type="submit"
                form={id}
                name="task"
                value={next}
                label={words(card.done ? "tasks.reopen" : "tasks.markDone", { title: card.title })}
                pending={form.pending && pressed === next}
                onClick={() => press(next)}
                icon={
                  card.done ? (
                    <Undo2 aria-hidden="true" className="size-5" />
                  ) : (
                    <span className="grid size-6 place-items-center rounded-full border-2 border-control">
                      <Check aria-hidden="true" className="size-4" />
                    </span>
                  )
                }
              />
              <div className="min-w-0 flex-1 py-2 text-[0.9375rem]">
                <p className={clsx("font-semibold", card.done && "text-ink-3 line-through")}>
                  {card.href ? <TextLink href={card.href}>{card.title}</TextLink> : card.title}
                </p>
                <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
                  {card.due && <Tag tone={card.overdue ? "bad" : "plain"}>{card.due}</Tag>}
                  {card.owner}
                  {about && card.customer && (
                    <TextLink
                      quiet
                      href={card.customer.href}
                      className="-my-2 inline-flex min-h-11 items-center"
                    >
                      {card.customer.name}
                    </TextLink>
                  )}
                </p>
                {members && !card.done && <TaskEditor slug={slug} card={card} members={members} />}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
