"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { LinkButton } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { Done } from "./bulk-done";
import { type BulkChoices, Verbs } from "./bulk-verbs";
import { doToMany } from "./list-actions";

/**
 * The list as a form: tick customers and a bar at the foot says how many, offers all that match, and does one thing to
 * them. The numbers are counted again when it is done; what was done can be taken back.
 */
export function BulkForm({
  slug,
  query,
  total,
  exportable,
  choices,
  children,
}: {
  slug: string;
  query: string;
  total: number;
  /** Whether this member may take data away. */
  exportable: boolean;
  choices: BulkChoices;
  children: ReactNode;
}) {
  const words = useTranslations("customerList.bulk");
  const router = useRouter();
  const form = useActionForm(bound(doToMany, slug));
  const [ticked, setTicked] = useState<string[]>([]);
  const [everybody, setEverybody] = useState(false);
  const { ref } = form.formProps;
  const done = form.done ? form.value : undefined;
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!done) return;
    ref.current?.reset();
    setTicked([]);
    setEverybody(false);
    place.current?.scrollIntoView({ block: "nearest" });
  }, [done, ref]);

  // Others fit than were shown: the page is read anew, so that the number to agree to is the true one.
  const conflict = form.state !== null && !form.state.ok && form.state.kind === "conflict";
  useEffect(() => {
    if (conflict) router.refresh();
  }, [conflict, router]);

  const note = (element: HTMLFormElement) => {
    const given = new FormData(element);
    setTicked(given.getAll("ids[]").map(String));
    setEverybody(given.has("all"));
  };
  const chosen = everybody ? total : ticked.length;
  const who = everybody ? `all=${total}` : ticked.map((id) => `id=${id}`).join("&");
  const asked = `${query && `${query}&`}${who}`;
  return (
    <>
      <div ref={place} className="scroll-mt-24">
        <Done slug={slug} done={done} />
      </div>
      <form
        {...form.formProps}
        onChange={(event) => note(event.currentTarget)}
        className="group/bulk"
        noValidate
      >
        <input type="hidden" name="query" value={query} />
        {children}
        <section
          aria-label={words("title")}
          className="group/verb sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 mt-4 hidden gap-3 rounded-lg border border-line-strong bg-surface p-4 group-has-[.pick:checked]/bulk:grid lg:bottom-4"
        >
          <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
            <p role="status" className="font-semibold tabular-nums">
              {chosen > 0 && words("chosen", { count: chosen })}
            </p>
            {total > 1 && (
              <label className="flex min-h-11 items-center gap-2.5 text-[0.9375rem]">
                <input type="checkbox" name="all" value={total} className="size-[1.375rem] accent-accent" />
                {words("all", { count: total })}
              </label>
            )}
            {exportable && chosen > 0 && (
              <LinkButton size="small" href={`/t/${slug}/customers/export?${asked}`} className="sm:ml-auto">
                {words("export")}
              </LinkButton>
            )}
          </div>
          <Verbs choices={choices} form={form} />
          <FormProblem form={form} />
          <div>
            <SubmitButton wide="phone" pending={form.pending} pendingWords={words("doing")}>
              {chosen > 0 ? words("doFor", { count: chosen }) : words("do")}
            </SubmitButton>
          </div>
        </section>
      </form>
    </>
  );
}
