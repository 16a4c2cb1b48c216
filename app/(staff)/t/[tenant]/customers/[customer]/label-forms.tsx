"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { IconButton } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { putIntoGroup, putTag, takeFromGroup, takeTag } from "../groups/actions";

interface Label {
  id: string;
  name: string;
}
interface Props {
  slug: string;
  customerId: string;
  /** What the customer has, and what could be added. */
  has: readonly Label[];
  others: readonly Label[];
  writes: boolean;
}

/** Tags of a customer. Typing offers those there are; another word makes a new one. */
export function TagForms({ slug, customerId, has, others, writes }: Props) {
  const words = useTranslations("customerList");
  const known = useId();
  const adding = useActionForm(bound(putTag, slug));
  const taking = useActionForm(bound(takeTag, slug));
  return (
    <div className="grid gap-2.5">
      <Chips
        form={taking}
        kind="tag"
        {...{ slug, customerId, has, writes }}
        none={words("customer.noTags")}
        take={(name) => words("customer.takeTag", { name })}
      />
      {writes && (
        <form {...adding.formProps} className="grid gap-2" noValidate>
          <input type="hidden" name="customerId" value={customerId} />
          <div className="flex items-end gap-2">
            <TextField
              key={`${adding.value?.id} ${has.length}`}
              {...adding.field("name")}
              label={words("customer.addTag")}
              list={known}
              maxLength={40}
              autoComplete="off"
              className="min-w-0 flex-1"
            />
            <datalist id={known}>
              {others.map(({ id, name }) => (
                <option key={id} value={name} />
              ))}
            </datalist>
            <SubmitButton look="secondary" pending={adding.pending}>
              {words("customer.add")}
            </SubmitButton>
          </div>
          <FormProblem form={adding} />
        </form>
      )}
    </div>
  );
}

/** Groups a customer was put into by hand. */
export function GroupForms({ slug, customerId, has, others, writes }: Props) {
  const words = useTranslations("customerList");
  const adding = useActionForm(bound(putIntoGroup, slug));
  const taking = useActionForm(bound(takeFromGroup, slug));
  return (
    <div className="grid gap-2.5">
      <Chips
        form={taking}
        kind="group"
        {...{ slug, customerId, has, writes }}
        none={words("customer.noGroups")}
        take={(name) => words("customer.takeFromGroup", { name })}
      />
      {writes && others.length > 0 && (
        <form {...adding.formProps} className="grid gap-2" noValidate>
          <input type="hidden" name="customerId" value={customerId} />
          <div className="flex items-end gap-2">
            <SelectField
              {...adding.field("groupId")}
              label={words("customer.addGroup")}
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
              className="min-w-0 flex-1"
            />
            <SubmitButton look="secondary" pending={adding.pending}>
              {words("customer.add")}
            </SubmitButton>
          </div>
          <FormProblem form={adding} />
        </form>
      )}
      <p className="text-sm">
        <TextLink
          quiet
          href={`/t/${slug}/customers/groups`}
          className="-my-2 inline-flex min-h-11 items-center"
        >
          {words("groupsTitle")}
        </TextLink>
      </p>
    </div>
  );
}

function Chips({
  form,
  kind,
  slug,
  customerId,
  has,
  writes,
  none,
  take,
}: Omit<Props, "others"> & {
  form: Pick<ReturnType<typeof useActionForm>, "formProps" | "pending" | "problem">;
  kind: "tag" | "group";
  none: string;
  take: (name: string) => string;
}) {
  if (has.length === 0 && !form.problem) return <p className="text-[0.9375rem] text-ink-2">{none}</p>;
  return (
    <form {...form.formProps}>
      <input type="hidden" name="customerId" value={customerId} />
      <FormProblem form={form} />
      <ul className="flex flex-wrap gap-x-2 gap-y-1">
        {has.map(({ id, name }) => (
          <li
            key={id}
            className="flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm font-semibold"
          >
            <TextLink
              quiet
              href={`/t/${slug}/customers?${kind}=${id}`}
              className="inline-flex min-h-11 min-w-0 items-center no-underline hover:underline"
            >
              <span className="truncate">{name}</span>
            </TextLink>
            {writes ? (
              <IconButton
                type="submit"
                name={`${kind}Id`}
                value={id}
                label={take(name)}
                pending={form.pending}
                className="rounded-full"
                icon={<X aria-hidden="true" className="size-4" />}
              />
            ) : (
              <span className="pr-3" />
            )}
          </li>
        ))}
      </ul>
    </form>
  );
}
