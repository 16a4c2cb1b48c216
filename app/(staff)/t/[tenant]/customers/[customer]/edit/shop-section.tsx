"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Radio } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type { RecordShop } from "@/lib/customers/record/known-of";
import type { AlikeShop } from "@/lib/customers/record/shop-changes";
import { formatBusinessNumber } from "@/lib/platform/formats/business-number";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { addToShop, preferShop, returnToShop, takeOutOfShop } from "../../actions";

interface Props {
  slug: string;
  customerId: string;
  shops: RecordShop[];
}

/** The shops of one customer; the name of the primary one stands beside the person's everywhere. */
export function ShopSection({ slug, customerId, shops }: Props) {
  const words = useTranslations("customers.shops");
  const [leaving, preferring] = [useId(), useId()];
  const leave = useActionForm(bound(takeOutOfShop, slug));
  const prefer = useActionForm(bound(preferShop, slug));
  const left = leave.value && !shops.some(({ id }) => id === leave.value?.shopId) ? leave.value : null;
  return (
    <section aria-labelledby="shops" className="grid gap-3">
      <h2 id="shops" className="scroll-mt-4 text-lg font-bold">
        {words("title")}
      </h2>
      <p className="text-[0.9375rem] text-ink-2">{words("intro")}</p>
      {[
        { form: leave, id: leaving },
        { form: prefer, id: preferring },
      ].map(({ form, id }) => (
        <form key={id} {...form.formProps} id={id} className="contents">
          <input type="hidden" name="customerId" value={customerId} />
          <FormProblem form={form} />
        </form>
      ))}
      {left && <Left slug={slug} left={left} />}
      {shops.length === 0 && <p className="text-ink-2">{words("none")}</p>}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {shops.map((shop) => (
          <li key={shop.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1 basis-48 break-words">
              <TextLink
                quiet
                href={`/t/${slug}/customers/shops/${shop.id}`}
                className="inline-flex min-h-11 items-center font-semibold"
              >
                {shop.name}
              </TextLink>
              {shop.businessNumber && (
                <span className="ml-2 text-ink-2 tabular-nums">
                  {formatBusinessNumber(shop.businessNumber)}
                </span>
              )}
            </span>
            {shop.primary ? (
              <Tag tone="good">{words("primary")}</Tag>
            ) : (
              <SubmitButton
                look="quiet"
                size="small"
                form={preferring}
                name="shopId"
                value={shop.id}
                pending={prefer.pending}
                aria-label={`${shop.name} ${words("makePrimary")}`}
              >
                {words("makePrimary")}
              </SubmitButton>
            )}
            <SubmitButton
              look="quiet"
              size="small"
              form={leaving}
              name="shopId"
              value={shop.id}
              pending={leave.pending}
              aria-label={`${shop.name} ${words("leave")}`}
            >
              {words("leave")}
            </SubmitButton>
          </li>
        ))}
      </ul>
      <AddShop slug={slug} customerId={customerId} />
    </section>
  );
}

function Left({ slug, left }: { slug: string; left: { customerId: string; shopId: string; name: string } }) {
  const words = useTranslations("customers.shops");
  const common = useTranslations("common");
  const back = useActionForm(bound(returnToShop, slug));
  return (
    <form {...back.formProps}>
      <input type="hidden" name="customerId" value={left.customerId} />
      <input type="hidden" name="shopId" value={left.shopId} />
      <Notice
        announce
        actions={
          <SubmitButton look="secondary" pending={back.pending}>
            {common("undo")}
          </SubmitButton>
        }
      >
        {words("left", { name: left.name })}
      </Notice>
      <FormProblem form={back} />
    </form>
  );
}

/** A name; where shops like it are known already, a choice before anything is made. */
function AddShop({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("customers.shops");
  const form = useActionForm(bound(addToShop, slug), { draft: `new shop ${customerId}` });
  const alike = form.value?.kind === "alike" ? form.value : null;
  const added = form.value?.kind === "added" ? form.value.shopId : undefined;
  return (
    <Disclosure summary={words("add")} open={alike !== null}>
      <form {...form.formProps} className="grid gap-4 pt-1" noValidate>
        <input type="hidden" name="customerId" value={customerId} />
        <div key={added} className="grid items-start gap-4 sm:grid-cols-[3fr_2fr]">
          <TextField {...form.field("name", alike?.name)} label={words("name")} autoComplete="off" />
          <TextField
            {...form.field("businessNumber", alike?.businessNumber)}
            label={words("businessNumber")}
            hint={words("businessNumberHint")}
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        {alike && <Alike shops={alike.shops} />}
        <FormProblem form={form} />
        <div>
          <SubmitButton look="secondary" wide="phone" pending={form.pending} pendingWords={words("adding")}>
            {words(alike ? "choose" : "add")}
          </SubmitButton>
        </div>
      </form>
    </Disclosure>
  );
}

function Alike({ shops }: { shops: AlikeShop[] }) {
  const words = useTranslations("customers.shops");
  const about = ({ businessNumber, trade, people }: AlikeShop) =>
    [businessNumber && formatBusinessNumber(businessNumber), trade, people.join(", ")]
      .filter(Boolean)
      .join(" · ");
  return (
    <div role="status" className="rounded-lg bg-warn-soft px-4 py-3 text-ink">
      <Fieldset legend={words("alikeTitle")} hint={words("alikeBody")}>
        {shops.map((shop, at) => (
          <Radio
            key={shop.id}
            name="choice"
            value={shop.id}
            defaultChecked={at === 0}
            label={shop.name}
            hint={about(shop)}
          />
        ))}
        <Radio name="choice" value="new" label={words("makeNew")} />
      </Fieldset>
    </div>
  );
}
