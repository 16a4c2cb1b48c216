"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState, useTransition } from "react";
import { BigNumber } from "@/components/ui/big-number";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/text-field";
import type { FoundCustomer } from "@/lib/customers/segments/found";
import { lookUpCustomer } from "./actions";
import type { Preview } from "./use-preview";
import { WhyRow } from "./why-button";

/** How many the lines find as they stand, the condition as a sentence, ten of them, and why. */
export function PreviewPanel({
  slug,
  rows,
  preview,
  state,
}: {
  slug: string;
  rows: string;
  preview: Preview;
  state: "fresh" | "counting" | "failed";
}) {
  const words = useTranslations("segments.preview");
  return (
    <Card as="section" aria-labelledby="preview-title">
      <h2 id="preview-title" className="text-sm font-semibold text-ink-3">
        {words("title")}
      </h2>
      <div role="status" className={clsx("mt-1 grid gap-1.5", state === "counting" && "opacity-60")}>
        <BigNumber note={state === "counting" ? words("counting") : undefined}>
          {words("count", { count: preview.count })}
        </BigNumber>
        <p>{preview.sentence}</p>
        {preview.unfinished > 0 && (
          <p className="text-sm text-ink-3">{words("unfinished", { count: preview.unfinished })}</p>
        )}
        {state === "failed" && <p className="text-sm font-medium text-bad">{words("failed")}</p>}
      </div>
      <h3 className="mt-4 text-sm font-semibold text-ink-3">
        {preview.samples.length > 0 ? words("samples", { count: preview.samples.length }) : words("none")}
      </h3>
      <ul className="divide-y divide-line">
        {preview.samples.map((customer) => (
          <WhyRow key={customer.id} slug={slug} rows={rows} customer={customer} sample />
        ))}
      </ul>
      <LookUp slug={slug} rows={rows} />
    </Card>
  );
}

/** Somebody in particular. Not a form of its own, because it stands in one. */
function LookUp({ slug, rows }: { slug: string; rows: string }) {
  const words = useTranslations("segments.preview");
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<FoundCustomer[] | null>(null);
  const [pending, startTransition] = useTransition();
  const look = () =>
    startTransition(async () => {
      const answer = await lookUpCustomer(slug, null, { search: typed }).catch(() => null);
      setFound(answer?.ok ? answer.value : []);
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    look();
  };
  return (
    <div className="mt-4 border-t border-line pt-4">
      <div className="flex items-end gap-2">
        <TextField
          label={words("lookUp")}
          className="min-w-0 flex-1"
          type="search"
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button pending={pending} onClick={look}>
          {words("search")}
        </Button>
      </div>
      <p className="mt-1 text-sm text-ink-3">{words("lookUpHint")}</p>
      <div role="status">{found?.length === 0 && <p className="pt-2">{words("notFound")}</p>}</div>
      <ul className="divide-y divide-line">
        {found?.map((customer) => (
          <WhyRow key={customer.id} slug={slug} rows={rows} customer={customer} sample={false} />
        ))}
      </ul>
    </div>
  );
}
