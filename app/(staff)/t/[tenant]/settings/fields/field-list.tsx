"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import type { CustomerFieldDefinition } from "@/lib/customers/fields/schema";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { bringOwnFieldBack, moveOwnField, retireOwnField } from "./actions";
import { FieldForm } from "./field-form";

interface Props {
  slug: string;
  fields: CustomerFieldDefinition[];
  locked: boolean;
}

/** The fields in their order, with buttons to move them; retired ones below, to be brought back. */
export function FieldList({ slug, fields, locked }: Props) {
  const words = useTranslations("fields");
  const ids = { title: useId(), back: useId() };
  const back = useActionForm(bound(bringOwnFieldBack, slug));
  const retire = useActionForm(bound(retireOwnField, slug));
  const shown = fields.filter(({ retired }) => !retired);
  const retired = fields.filter((field) => field.retired);
  const justRetired = retired.find(({ id }) => id === retire.value?.id);
  return (
    <Card as="section" aria-labelledby={ids.title}>
      <h2 id={ids.title} className="text-lg font-bold">
        {words("title")}
      </h2>
      <form {...back.formProps} id={ids.back} />
      <FormProblem form={back} />
      <FormProblem form={retire} />
      {justRetired && (
        <Notice
          announce
          className="mt-3"
          actions={
            <SubmitButton
              look="secondary"
              form={ids.back}
              name="id"
              value={justRetired.id}
              pending={back.pending}
            >
              {words("bringBack")}
            </SubmitButton>
          }
        >
          {words("retired", { label: justRetired.label })}
        </Notice>
      )}
      {shown.length === 0 && <p className="mt-2 text-ink-2">{words("none")}</p>}
      <ol className="mt-2 divide-y divide-line">
        {shown.map((field, at) => (
          <li key={field.id} className="py-1.5">
            <div className="flex flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-1 font-semibold break-words">{field.label}</span>
              <Tag>{words(`kind.${field.kind}`)}</Tag>
              {!locked && (
                <MoveForm slug={slug} field={field} first={at === 0} last={at === shown.length - 1} />
              )}
            </div>
            {!locked && <FieldForm slug={slug} field={field} retire={retire} />}
          </li>
        ))}
      </ol>
      {retired.length > 0 && !locked && (
        <Disclosure summary={words("retiredTitle")}>
          <ul className="divide-y divide-line">
            {retired.map(({ id, label }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 py-1.5">
                <span className="min-w-0 flex-1 break-words">{label}</span>
                <SubmitButton
                  look="secondary"
                  size="small"
                  form={ids.back}
                  name="id"
                  value={id}
                  pending={back.pending}
                  aria-label={words("bringBackNamed", { label })}
                >
                  {words("bringBack")}
                </SubmitButton>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  );
}

function MoveForm({
  slug,
  field,
  first,
  last,
}: {
  slug: string;
  field: CustomerFieldDefinition;
  first: boolean;
  last: boolean;
}) {
  const words = useTranslations("fields");
  const form = useActionForm(bound(moveOwnField, slug));
  const { label } = field;
  return (
    <form {...form.formProps} className="flex">
      <input type="hidden" name="id" value={field.id} />
      <SubmitButton
        look="quiet"
        size="icon"
        name="to"
        value="up"
        disabled={first}
        pending={form.pending}
        aria-label={words("up", { label })}
      >
        <ChevronUp aria-hidden="true" className="size-5" />
      </SubmitButton>
      <SubmitButton
        look="quiet"
        size="icon"
        name="to"
        value="down"
        disabled={last}
        pending={form.pending}
        aria-label={words("down", { label })}
      >
        <ChevronDown aria-hidden="true" className="size-5" />
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
