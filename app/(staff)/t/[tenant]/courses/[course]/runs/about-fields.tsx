"use client";

import { useTranslations } from "next-intl";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Disclosure } from "@/components/ui/disclosure";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

/** What a run says of itself besides dates and places, as its form shows it. */
export interface RunAbout {
  label: string;
  priceWon: string;
  placeName: string;
  placeAddress: string;
  placeNote: string;
  onlineUrl: string;
  /** Wall clock time, "2026-12-01T09:00". */
  opensAt: string;
  closesAt: string;
  cancelDays: string;
  cancelTime: string;
}

type FieldOf = (
  name: string,
  known?: string,
) => { name: string; defaultValue: string | number | undefined; error: string | undefined };

export function AboutFields({ field, about, open }: { field: FieldOf; about: RunAbout; open: boolean }) {
  const words = useTranslations("courses");
  const of = (name: keyof RunAbout) => field(name, about[name]);
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField {...of("placeName")} label={words("run.placeName")} hint={words("run.placeNameHint")} />
        <TextField {...of("placeAddress")} label={words("run.placeAddress")} autoComplete="off" />
      </div>
      <TextField
        {...of("priceWon")}
        label={words("run.price")}
        unit={words("run.won")}
        hint={words("run.priceHint")}
        inputMode="numeric"
        className="sm:max-w-64"
      />
      <Disclosure summary={words("run.more")} open={open}>
        <div className="grid gap-5">
          <TextField
            {...of("label")}
            label={words("run.label")}
            hint={words("run.labelHint")}
            className="sm:max-w-64"
          />
          <TextField
            {...of("onlineUrl")}
            label={words("run.onlineUrl")}
            type="url"
            inputMode="url"
            hint={words("run.onlineUrlHint")}
          />
          <TextArea
            {...of("placeNote")}
            label={words("run.placeNote")}
            hint={words("run.placeNoteHint")}
            rows={2}
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <DateTimeField {...of("opensAt")} label={words("run.opensAt")} hint={words("run.opensAtHint")} />
            <DateTimeField
              {...of("closesAt")}
              label={words("run.closesAt")}
              hint={words("run.closesAtHint")}
            />
          </div>
          <div className="grid grid-cols-2 items-start gap-4 sm:max-w-md">
            <TextField
              {...of("cancelDays")}
              label={words("run.cancelDays")}
              unit={words("run.daysBefore")}
              inputMode="numeric"
            />
            <DateTimeField kind="time" {...of("cancelTime")} label={words("run.cancelTime")} />
          </div>
        </div>
      </Disclosure>
    </>
  );
}
