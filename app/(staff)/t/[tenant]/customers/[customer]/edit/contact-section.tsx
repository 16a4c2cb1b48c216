"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { EitherText } from "@/app/form/either-text";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import type { RecordPoint } from "@/lib/customers/record/known-of";
import { formatPhone, isLegacyMobile } from "@/lib/platform/formats/phone-format";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { addPoint, dropPoint, preferPoint, savePoint } from "../../actions";

export type EditedPoint = Pick<RecordPoint, "id" | "version" | "channel" | "address" | "label" | "primary">;

const shown = ({ channel, address }: Pick<EditedPoint, "channel" | "address">) =>
  channel === "phone" ? formatPhone(address) : address;

/** Numbers and addresses of one customer: each with its own small form, the primary one marked. */
export function ContactSection({
  slug,
  customerId,
  points,
}: {
  slug: string;
  customerId: string;
  points: EditedPoint[];
}) {
  const words = useTranslations("customers.points");
  const [removal, preferring] = [useId(), useId()];
  const remove = useActionForm(bound(dropPoint, slug));
  const prefer = useActionForm(bound(preferPoint, slug));
  return (
    <section aria-labelledby="contact" className="grid gap-3">
      <h2 id="contact" className="scroll-mt-4 text-lg font-bold">
        {words("title")}
      </h2>
      <p className="text-[0.9375rem] text-ink-2">{words("intro")}</p>
      <form {...remove.formProps} id={removal} className="hidden" />
      <form {...prefer.formProps} id={preferring} className="hidden" />
      <FormProblem form={remove} />
      <FormProblem form={prefer} />
      {remove.value && !points.some(({ address }) => address === remove.value?.address) && (
        <Removed slug={slug} point={remove.value} />
      )}
      {points.length === 0 && <p className="text-ink-2">{words("none")}</p>}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {points.map((point) => (
          <li key={point.id} className="py-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-48 break-words tabular-nums">
                {shown(point)}
                {point.label && <span className="ml-2 text-ink-2">{point.label}</span>}
                {isLegacyMobile(point.address) && (
                  <span className="block text-sm text-warn">{words("legacy")}</span>
                )}
              </span>
              {point.primary ? (
                <Tag tone="good">{words("primaryTag")}</Tag>
              ) : (
                <SubmitButton
                  look="quiet"
                  size="small"
                  form={preferring}
                  name="id"
                  value={point.id}
                  pending={prefer.pending}
                  aria-label={`${shown(point)} ${words("makePrimary")}`}
                >
                  {words("makePrimary")}
                </SubmitButton>
              )}
              <SubmitButton
                look="quiet"
                size="small"
                form={removal}
                name="id"
                value={point.id}
                pending={remove.pending}
                aria-label={`${shown(point)} ${words("remove")}`}
              >
                {words("remove")}
              </SubmitButton>
            </div>
            <ChangePoint slug={slug} point={point} />
          </li>
        ))}
      </ul>
      <div>
        <AddPoint slug={slug} customerId={customerId} channel="phone" />
        <AddPoint slug={slug} customerId={customerId} channel="email" />
      </div>
    </section>
  );
}

function Removed({
  slug,
  point,
}: {
  slug: string;
  point: Pick<EditedPoint, "channel" | "address" | "label"> & { customerId: string };
}) {
  const words = useTranslations("customers.points");
  const common = useTranslations("common");
  const back = useActionForm(bound(addPoint, slug));
  const { customerId, channel, address, label } = point;
  return (
    <form {...back.formProps}>
      {Object.entries({ customerId, channel, address, label: label ?? "" }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Notice
        announce
        actions={
          <SubmitButton look="secondary" pending={back.pending}>
            {common("undo")}
          </SubmitButton>
        }
      >
        {words("removed", { address: shown(point) })}
      </Notice>
      <FormProblem form={back} />
    </form>
  );
}

function ChangePoint({ slug, point }: { slug: string; point: EditedPoint }) {
  const words = useTranslations("customers.points");
  const form = useVersionedForm(bound(savePoint, slug), point.version, `point ${point.id}`);
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        <span>{words("edit")}</span>
        <span className="sr-only">: {shown(point)}</span>
      </summary>
      <form {...form.formProps} className="grid gap-4 pt-2 pb-3" noValidate>
        <input type="hidden" name="id" value={point.id} />
        <input type="hidden" name="version" value={form.version} />
        <PointFields form={form} channel={point.channel} address={shown(point)} label={point.label ?? ""} />
        <EitherText form={form} name="address" stored={shown(point)} />
        <EitherText form={form} name="label" stored={point.label ?? ""} />
        <FormProblem form={form} />
        <div>
          <SubmitButton look="secondary" wide="phone" pending={form.pending}>
            {words("save")}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}

function AddPoint({
  slug,
  customerId,
  channel,
}: {
  slug: string;
  customerId: string;
  channel: "phone" | "email";
}) {
  const words = useTranslations("customers.points");
  const form = useActionForm(bound(addPoint, slug), { draft: `new ${channel} ${customerId}` });
  return (
    <Disclosure summary={words(channel === "phone" ? "addPhone" : "addEmail")}>
      <form {...form.formProps} className="grid gap-4 pt-1" noValidate>
        <input type="hidden" name="customerId" value={customerId} />
        <input type="hidden" name="channel" value={channel} />
        {/* What was added leaves empty fields behind. */}
        <PointFields key={form.value?.id} form={form} channel={channel} address="" label="" />
        <FormProblem form={form} />
        <div>
          <SubmitButton look="secondary" wide="phone" pending={form.pending}>
            {words(channel === "phone" ? "addPhone" : "addEmail")}
          </SubmitButton>
        </div>
      </form>
    </Disclosure>
  );
}

function PointFields({
  form,
  channel,
  address,
  label,
}: {
  form: Pick<ReturnType<typeof useActionForm>, "field">;
  channel: "phone" | "email";
  address: string;
  label: string;
}) {
  const words = useTranslations("customers.points");
  return (
    <div className="grid items-start gap-4 sm:grid-cols-[3fr_2fr]">
      <TextField
        {...form.field("address", address)}
        label={words(channel)}
        type={channel === "phone" ? "tel" : "email"}
        inputMode={channel === "phone" ? "tel" : "email"}
        autoComplete="off"
      />
      <TextField
        {...form.field("label", label)}
        label={words("label")}
        hint={words("labelHint")}
        autoComplete="off"
      />
    </div>
  );
}
