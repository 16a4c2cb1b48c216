"use client";

import { useTranslations } from "next-intl";
import { DateTimeField } from "@/components/ui/date-time-field";
import { TextField } from "@/components/ui/text-field";

type FieldOf = (
  name: string,
  known?: string | number | null,
) => { name: string; defaultValue: string | number | undefined; error: string | undefined };

/** When a new run meets: a first date, and how often again. */
export function PlanFields({
  field,
  date,
  zone,
}: {
  field: FieldOf;
  date?: string | undefined;
  zone: string;
}) {
  const words = useTranslations("courses.run");
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <DateTimeField kind="date" {...field("date", date)} label={words("date")} required />
        <DateTimeField kind="time" {...field("start", "14:00")} label={words("start")} required />
        <DateTimeField kind="time" {...field("end", "16:00")} label={words("end")} required />
      </div>
      <div className="grid grid-cols-2 items-start gap-4 sm:max-w-md">
        <TextField
          {...field("count", 1)}
          label={words("count")}
          inputMode="numeric"
          unit={words("countUnit")}
          hint={words("countHint")}
        />
        <TextField
          {...field("everyDays", 7)}
          label={words("everyDays")}
          inputMode="numeric"
          unit={words("daysUnit")}
        />
      </div>
      <p className="text-sm text-ink-3">{words("zoneHint", { zone })}</p>
    </>
  );
}
