"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type { View } from "@/lib/customers/views/views";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { dropView, renameView, shiftView } from "./actions";

/** The views a member may change, in their order. */
export function ViewRows({ slug, views }: { slug: string; views: readonly View[] }) {
  const words = useTranslations("customerList.views");
  const id = useId();
  const moving = useActionForm(bound(shiftView, slug));
  return (
    <>
      <form {...moving.formProps} id={id}>
        <FormProblem form={moving} />
      </form>
      <ul className="divide-y divide-line">
        {views.map((view, place) => (
          <li key={view.id} className="py-1.5">
            <div className="flex items-center gap-1">
              <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                <TextLink
                  quiet
                  href={`/t/${slug}/customers${view.query ? `?${view.query}` : ""}`}
                  className="inline-flex min-h-11 items-center font-semibold [overflow-wrap:anywhere]"
                >
                  {view.name}
                </TextLink>
                {view.shared && <Tag>{words("isShared")}</Tag>}
              </p>
              <IconButton
                type="submit"
                form={id}
                name="move"
                value={`${view.id}:up`}
                disabled={place === 0}
                label={words("up", { name: view.name })}
                icon={<ArrowUp aria-hidden="true" className="size-5" />}
              />
              <IconButton
                type="submit"
                form={id}
                name="move"
                value={`${view.id}:down`}
                disabled={place === views.length - 1}
                label={words("down", { name: view.name })}
                icon={<ArrowDown aria-hidden="true" className="size-5" />}
              />
            </div>
            <ViewForms slug={slug} view={view} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ViewForms({ slug, view }: { slug: string; view: View }) {
  const words = useTranslations();
  const form = useActionForm(bound(renameView, slug));
  const removal = useActionForm(bound(dropView, slug));
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        {words("common.edit")}
        <span className="sr-only">: {view.name}</span>
      </summary>
      <div className="grid gap-4 pt-1 pb-3">
        <form {...form.formProps} className="grid max-w-sm gap-2" noValidate>
          <input type="hidden" name="id" value={view.id} />
          <TextField
            {...form.field("name", view.name)}
            label={words("customerList.views.name")}
            maxLength={40}
            autoComplete="off"
          />
          <Checkbox
            name="shared"
            label={words("customerList.views.shared")}
            hint={words("customerList.views.sharedHint")}
            defaultChecked={view.shared}
          />
          <FormProblem form={form} />
          <div>
            <SubmitButton look="secondary" pending={form.pending}>
              {words("common.save")}
            </SubmitButton>
          </div>
        </form>
        <form {...removal.formProps}>
          <input type="hidden" name="id" value={view.id} />
          <FormProblem form={removal} />
          <SubmitButton look="danger" size="small" pending={removal.pending}>
            {words("customerList.views.remove")}
          </SubmitButton>
        </form>
      </div>
    </details>
  );
}
