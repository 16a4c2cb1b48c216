"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Member } from "@/lib/tenants/members";
import { roles } from "@/lib/tenants/permissions";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { dismissMember, saveRole, takeBackInvitation } from "../actions";

/** Another role, or the door; folded away under the member's name. */
export function MemberForms({ slug, member }: { slug: string; member: Member }) {
  const words = useTranslations();
  const role = useActionForm(bound(saveRole, slug));
  const removal = useActionForm(bound(dismissMember, slug));
  const { membershipId, name } = member;
  return (
    <details className="mt-1">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        <span>{words("common.edit")}</span>
        <span className="sr-only">: {name}</span>
      </summary>
      <div className="grid gap-5 pt-2 pb-3">
        <form {...role.formProps} className="flex flex-wrap items-end gap-2.5">
          <input type="hidden" name="membershipId" value={membershipId} />
          <SelectField
            {...role.field("role", member.role)}
            label={words("settings.members.role")}
            choices={roles.map((value) => ({ value, label: words(`tenants.roles.${value}`) }))}
          />
          <SubmitButton look="secondary" pending={role.pending}>
            {words("settings.members.changeRole")}
          </SubmitButton>
          <FormProblem form={role} />
        </form>
        <form {...removal.formProps} className="grid justify-items-start gap-2.5">
          <input type="hidden" name="membershipId" value={membershipId} />
          <p className="text-sm text-ink-2">{words("settings.members.removeBody")}</p>
          <FormProblem form={removal} />
          <SubmitButton look="danger" pending={removal.pending}>
            {words("settings.members.remove")}
          </SubmitButton>
        </form>
      </div>
    </details>
  );
}

export function RevokeForm({ slug, invitationId }: { slug: string; invitationId: string }) {
  const words = useTranslations("settings.members");
  const form = useActionForm(bound(takeBackInvitation, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="invitationId" value={invitationId} />
      <SubmitButton look="quiet" size="small" pending={form.pending}>
        {words("revoke")}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
