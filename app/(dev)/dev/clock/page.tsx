import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { FreshEvery } from "@/components/shell/fresh-every";
import { BigNumber } from "@/components/ui/big-number";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { businessNow } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { formatDate, formatTime, formatWhen } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import { nextDue } from "@/lib/today/next-due";
import { DevFrame } from "../phone/dev-frame";
import { moveDemoClock } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("dev.clock");
  return { title: words("title") };
}

const zone = "Asia/Seoul";
const problems = ["backwards", "unreadable"] as const;

/** The demo's time, and the ways to move it on. Exists in demo mode only. */
export default async function ClockPage({ searchParams }: { searchParams: Promise<{ problem?: string }> }) {
  if (!env.isDemo) notFound();
  const [words, locale, now, next, asked] = await Promise.all([
    getTranslations("dev.clock"),
    getLocale(),
    businessNow(),
    nextDue(),
    searchParams,
  ]);
  const problem = problems.find((known) => known === asked.problem);
  const ahead = Math.round((now.getTime() - Date.now()) / 3_600_000);
  const local = localOf(now, zone);
  return (
    <DevFrame title={words("title")} sub={words("sub")}>
      <FreshEvery seconds={10} />
      {problem && (
        <Notice tone="bad" announce className="mb-5">
          {words(problem)}
        </Notice>
      )}
      <div className="grid max-w-2xl gap-5">
        <Card>
          <p className="text-sm text-ink-3">
            {words("now")} · {words("zone")}
          </p>
          <BigNumber note={formatDate(now, zone, locale)}>{formatTime(now, zone, locale)}</BigNumber>
          <p className="mt-2 text-[0.9375rem] text-ink-2">
            {ahead > 0 ? words("moved", { hours: ahead }) : words("runs")}
          </p>
        </Card>
        <Card>
          <form action={moveDemoClock}>
            <p className="mb-2 text-sm font-semibold text-ink-3">{words("forward")}</p>
            <div className="flex flex-wrap gap-2">
              {(["hour", "day", "tomorrow"] as const).map((to) => (
                <Button key={to} type="submit" name="to" value={to}>
                  {words(to)}
                </Button>
              ))}
              {next && (
                <Button type="submit" look="primary" name="to" value="next">
                  {words("next")}
                </Button>
              )}
            </div>
            <p className="mt-2 text-[0.9375rem] text-ink-2">
              {next ? words("nextAt", { when: formatWhen(next, zone, locale) }) : words("nextNone")}
            </p>
          </form>
          <form action={moveDemoClock} className="mt-5 grid gap-3 border-t border-line pt-4">
            <p className="text-sm font-semibold text-ink-3">{words("typed")}</p>
            <input type="hidden" name="to" value="typed" />
            <div className="flex flex-wrap items-end gap-3">
              <TextField label={words("date")} type="date" name="date" defaultValue={local.date} required />
              <TextField
                label={words("time")}
                type="time"
                name="time"
                defaultValue={local.time.slice(0, 5)}
                required
              />
              <SubmitButton look="secondary">{words("go")}</SubmitButton>
            </div>
          </form>
        </Card>
        <form action={moveDemoClock}>
          <input type="hidden" name="to" value="reset" />
          <SubmitButton look="quiet">{words("reset")}</SubmitButton>
        </form>
        <p className="text-sm text-ink-3">{words("follows")}</p>
      </div>
    </DevFrame>
  );
}
