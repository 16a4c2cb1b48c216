"use client";

import { useTranslations } from "next-intl";
import type { FollowUpStep } from "@/lib/follow-ups/schema";
import { TextField } from "../ui/text-field";

interface Field {
  name: string;
  defaultValue: string | number | undefined;
  error: string | undefined;
}

/** When a text goes: so many days before or after at a time of day, or hours after; nothing to choose where it goes at once. */
export function TimingFields(props: {
  wait: FollowUpStep["wait"] | undefined;
  field: (name: string, known?: string | number | null) => Field | { name: string };
}) {
  const { wait, field } = props;
  const words = useTranslations("followUps.editor");
  const fromSession = wait && wait.relativeTo !== "event";
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-base font-bold">{words("timing")}</legend>
      {!fromSession && <p className="text-ink-2">{words("atOnce")}</p>}
      {fromSession && wait.atLocalTime !== undefined && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...field("days", Math.abs(wait.days ?? 0))}
            label={words(wait.relativeTo === "session_start" ? "daysBefore" : "daysAfter")}
            unit={words("days")}
            inputMode="numeric"
          />
          <TextField {...field("time", wait.atLocalTime)} label={words("time")} type="time" />
        </div>
      )}
      {fromSession && wait.atLocalTime === undefined && (
        <TextField
          {...field("hours", wait.hours ?? 0)}
          label={words("hours")}
          unit={words("hoursUnit")}
          inputMode="numeric"
          className="max-w-64"
        />
      )}
      {fromSession && <p className="mt-2 text-sm text-ink-3">{words("timingHint")}</p>}
    </fieldset>
  );
}
