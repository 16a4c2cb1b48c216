"use client";

import { useTranslations } from "next-intl";
import { bound } from "../../../../../../form/bound";
import { useActionForm } from "../../../../../../form/use-action-form";
import { SettingsCard } from "../../settings-card";
import { bringAccountBack, stopUsingAccount } from "../actions";

/** Stops using an account, or uses it again: the undo of the other. */
export function UseForm({ slug, id, active }: { slug: string; id: string; active: boolean }) {
  const words = useTranslations("texting.accounts");
  const form = useActionForm(bound(active ? stopUsingAccount : bringAccountBack, slug));
  return (
    <SettingsCard
      title={words(active ? "retire" : "restore")}
      intro={words(active ? "retireIntro" : "retiredIntro")}
      form={form}
      locked={false}
      submit={words(active ? "retire" : "restore")}
      saved={words(active ? "restored" : "retiredTag")}
    >
      <input type="hidden" name="id" value={id} />
    </SettingsCard>
  );
}
