"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import type { FoundCustomer } from "@/lib/customers/segments/found";
import type { Why } from "@/lib/customers/segments/why";
import { explainSegment } from "./actions";

/** One customer, and on request the tests that decided whether they are in. */
export function WhyRow({
  slug,
  rows,
  customer,
  sample,
}: {
  slug: string;
  rows: string;
  customer: FoundCustomer;
  /** Known to be in it. */
  sample: boolean;
}) {
  const words = useTranslations("segments");
  const [answer, setAnswer] = useState<{ rows: string; why: Why | null } | null>(null);
  const [pending, startTransition] = useTransition();
  // An answer about other lines than those that stand here now would mislead.
  const why = answer?.rows === rows ? answer.why : null;
  const failed = answer?.rows === rows && !answer.why;
  const about = [customer.shop, customer.trade].filter((one) => one).join(" · ");
  const key = sample ? "why" : "ask";
  return (
    <li className="grid gap-1.5 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-32">
          <TextLink quiet href={`/t/${slug}/customers/${customer.id}`}>
            {customer.name}
          </TextLink>
          {about && <span className="ml-2 text-sm text-ink-3">{about}</span>}
        </div>
        <Button
          look="quiet"
          pending={pending}
          aria-label={words(`preview.${key}Of`, { name: customer.name })}
          aria-expanded={why !== null}
          onClick={() => {
            if (why) return setAnswer(null);
            startTransition(async () => {
              const said = await explainSegment(slug, null, { rows, customerId: customer.id }).catch(
                () => null,
              );
              setAnswer({ rows, why: said?.ok ? said.value : null });
            });
          }}
        >
          {words(`preview.${key}`)}
        </Button>
      </div>
      <div role="status">
        {failed && <p className="text-sm text-bad">{words("preview.failed")}</p>}
        {why && <Reasons why={why} />}
      </div>
    </li>
  );
}

function Reasons({ why }: { why: Why }) {
  const words = useTranslations("segments.why");
  const Icon = why.holds ? Check : X;
  return (
    <div className="rounded-lg bg-sunken px-3 py-2.5 text-[0.9375rem]">
      <p className="font-semibold">{words(why.holds ? "in" : "out", { name: why.customer.name })}</p>
      <ul className="mt-1 grid gap-1">
        {why.reasons.length === 0 && <li>{words(why.holds ? "always" : "never")}</li>}
        {why.reasons.map(({ statement, actual }) => (
          <li key={statement} className="flex gap-2">
            <Icon aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-3" />
            <span>
              {statement}
              {actual && <span className="block text-sm text-ink-3">{words("actual", { actual })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
