"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { tabClass, tabListClass } from "@/components/ui/tab-class";
import { TextField } from "@/components/ui/text-field";
import { fits } from "@/lib/enrollments/roster-search";
import type { RosterPerson } from "@/lib/enrollments/schema";
import { PersonRow } from "./person-row";
import { inOrder, type RosterTab, rosterTabs, tabOf } from "./roster-tabs";
import { type Deliver, deliverAtOnce, type RosterActions, useMarks } from "./use-marks";

interface Props {
  people: RosterPerson[];
  runId: string;
  session: { id: string; zone: string } | null;
  locale: "ko" | "en";
  initial: { tab: RosterTab; search: string };
  mayMark: boolean;
  mayDecide: boolean;
  actions: RosterActions;
  deliver?: Deliver;
}

/** Search, four tabs and a row for everybody. Each control is a link or a form, so it works before scripts arrive. */
export function RosterBoard({
  people,
  runId,
  session,
  locale,
  initial,
  mayMark,
  mayDecide,
  actions,
  deliver = deliverAtOnce,
}: Props) {
  const words = useTranslations("enrollments.roster");
  const { shown, retrying, problem, send } = useMarks(people);
  const [search, setSearch] = useState(initial.search);
  const [tab, setTab] = useState(initial.tab);
  const found = shown.filter((person) => fits(person, search));
  const listed = inOrder(found, tab);
  const unmarked = shown.filter(
    ({ state, attendance }) =>
      (state === "confirmed" || state === "completed") && attendance.state === "unmarked",
  );

  function choose(event: React.MouseEvent, chosen: RosterTab): void {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    setTab(chosen);
    history.replaceState(null, "", address(chosen, search));
  }

  function markAll(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const enrollmentIds = unmarked.map(({ enrollmentId }) => enrollmentId);
    send(() => deliver(actions.markAll, form), { enrollmentIds, state: "attended" });
  }

  return (
    <>
      <div className="sticky top-0 z-10 -mx-4 bg-paper px-4 pt-2 sm:mx-0 sm:px-0">
        <search>
          <form onSubmit={(event) => event.preventDefault()} className="mb-2 flex gap-2">
            <input type="hidden" name="tab" value={tab} />
            {session && <input type="hidden" name="session" value={session.id} />}
            <TextField
              label={words("search")}
              hideLabel
              className="flex-1"
              name="q"
              type="search"
              placeholder={words("search")}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              autoComplete="off"
            />
            <noscript>
              <Button type="submit">{words("find")}</Button>
            </noscript>
          </form>
        </search>
        <nav aria-label={words("tabsLabel")} className={tabListClass}>
          {rosterTabs.map((one) => (
            <a
              key={one}
              href={address(one, search, session?.id)}
              onClick={(event) => choose(event, one)}
              aria-current={one === tab ? "page" : undefined}
              className={`${tabClass} px-1`}
            >
              {words(`tabs.${one}`)}{" "}
              <b className="tabular-nums">{found.filter((person) => tabOf(person) === one).length}</b>
            </a>
          ))}
        </nav>
      </div>
      {problem && (
        <Notice tone="bad" announce className="mt-3">
          {problem}
        </Notice>
      )}
      {retrying > 0 && (
        <Notice tone="warn" announce className="mt-3">
          {words("retrying", { count: retrying })}
        </Notice>
      )}
      {!session && <Notice className="mt-3">{words("noDate")}</Notice>}
      <ul className="-mx-4 divide-y divide-line sm:mx-0">
        {listed.map((person, at) => (
          <PersonRow
            key={person.enrollmentId}
            {...{ person, runId, session, locale, mayMark, mayDecide, actions, deliver, send }}
            position={tab === "waiting" && search === "" ? at + 1 : undefined}
          />
        ))}
      </ul>
      {listed.length === 0 && <EmptyState title={words(`nobody.${search ? "search" : tab}`)} />}
      {mayMark && session && tab === "coming" && unmarked.length > 1 && (
        <form
          action={actions.markAll as unknown as (form: FormData) => Promise<void>}
          onSubmit={markAll}
          className="mt-5 flex flex-wrap items-center gap-3"
        >
          <input type="hidden" name="runId" value={runId} />
          <input type="hidden" name="sessionId" value={session.id} />
          <Button type="submit" wide="phone">
            {words("allPresent")}
          </Button>
          <span className="text-sm text-ink-3">{words("allPresentHint", { count: unmarked.length })}</span>
        </form>
      )}
    </>
  );
}

function address(tab: RosterTab, search: string, sessionId?: string): string {
  const query = new URLSearchParams({ tab });
  if (search) query.set("q", search);
  const session = sessionId ?? new URLSearchParams(globalThis.location?.search ?? "").get("session");
  if (session) query.set("session", session);
  return `?${query}`;
}
