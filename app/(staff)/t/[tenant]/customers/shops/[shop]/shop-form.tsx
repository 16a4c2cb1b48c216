"use client";

import { useTranslations } from "next-intl";
import { EitherText } from "@/app/form/either-text";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { saveShop } from "../../actions";

const texts = ["name", "businessNumber", "trade", "address"] as const;

interface Props {
  slug: string;
  shop: { id: string; version: number } & Record<(typeof texts)[number], string>;
}

/** A shop with a version: of two who change it at once the second sees both texts and chooses. */
export function ShopForm({ slug, shop }: Props) {
  const words = useTranslations("customers");
  const common = useTranslations("common");
  const form = useVersionedForm(bound(saveShop, slug), shop.version, `shop ${shop.id}`);
  return (
    <form {...form.formProps} className="grid max-w-xl gap-5" noValidate>
      <input type="hidden" name="id" value={shop.id} />
      <input type="hidden" name="version" value={form.version} />
      {texts.map((name) => (
        <div key={name} className="grid gap-3">
          <TextField
            {...form.field(name, shop[name])}
            label={words(`shops.${name}`)}
            mark={name === "name" ? common("required") : undefined}
            hint={name === "businessNumber" ? words("shops.businessNumberHint") : undefined}
            inputMode={name === "businessNumber" ? "numeric" : undefined}
            autoComplete="off"
          />
          <EitherText form={form} name={name} stored={shop[name]} />
        </div>
      ))}
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words("shops.saved")}
        </Notice>
      )}
      <div>
        <SubmitButton wide="phone" pending={form.pending} pendingWords={words("page.saving")}>
          {words(form.newer ? "edit.saveChoice" : "shops.save")}
        </SubmitButton>
      </div>
    </form>
  );
}
