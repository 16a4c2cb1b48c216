import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { FreshEvery } from "@/components/shell/fresh-every";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { type Departure, departuresOf, type ExportLine, exportsOf } from "@/lib/exports/exports";
import { keptDays } from "@/lib/exports/schema";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { SettingsPage } from "../settings-page";
import { AskForm } from "./ask-form";
import { RemoveForm } from "./remove-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("exports");
  return { title: words("title") };
}

/** Everything of the business in one file, and what has left so far. For owners. */
export default async function ExportEverythingPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "tenant.export");
  const [exports, departures] = await Promise.all([exportsOf(staff), departuresOf(staff)]);
  const making = exports.some(({ state }) => state === "making");
  return (
    <SettingsPage staff={staff} place="export">
      <ClientMessages namespaces={["exports"]}>
        {making && <FreshEvery seconds={2} />}
        <AskForm slug={staff.tenant.slug} days={keptDays} making={making} />
        {exports.length > 0 && <Files staff={staff} exports={exports} />}
        {departures.length > 0 && <Departures staff={staff} departures={departures} />}
      </ClientMessages>
    </SettingsPage>
  );
}

const tones = { making: "accent", ready: "good", failed: "bad", removed: "plain" } as const;

async function Files({ staff, exports }: { staff: StaffScope; exports: ExportLine[] }) {
  const words = await getTranslations("exports");
  const when = (instant: Date) => formatWhen(instant, staff.tenant.zone, staff.locale);
  const { slug } = staff.tenant;
  return (
    <Card as="section" aria-labelledby="files">
      <h2 id="files" className="text-lg font-bold">
        {words("files")}
      </h2>
      <RowList className="mt-1">
        {exports.map(({ id, reason, state, progress, rows, bytes, createdAt, createdByName, expiresAt }) => (
          <Row
            key={id}
            note={[when(createdAt), createdByName].filter(Boolean).join(" · ")}
            end={<Tag tone={tones[state]}>{words(`state.${state}`)}</Tag>}
          >
            <p className="font-semibold break-words">{reason}</p>
            {state === "making" && (
              <Progress
                className="my-2"
                words={words("progress", { done: progress, rows })}
                value={progress}
                max={Math.max(rows, progress, 1)}
                tone="accent"
                showWords
              />
            )}
            {state === "failed" && <p className="text-bad">{words("failed")}</p>}
            {state === "ready" && expiresAt && (
              <div className="my-2 grid gap-2">
                <p className="text-sm text-ink-2">
                  {words("until", { size: Math.max(1, Math.ceil(bytes / 2 ** 20)), when: when(expiresAt) })}
                </p>
                <div className="flex flex-wrap items-start gap-2">
                  <form method="post" action={`/t/${slug}/settings/export/${id}`}>
                    <button type="submit" className={buttonClass({ size: "small", icon: true })}>
                      <Download aria-hidden="true" className="size-4" />
                      {words("download")}
                    </button>
                  </form>
                  <RemoveForm slug={slug} id={id} />
                </div>
              </div>
            )}
          </Row>
        ))}
      </RowList>
    </Card>
  );
}

async function Departures({ staff, departures }: { staff: StaffScope; departures: Departure[] }) {
  const words = await getTranslations("exports");
  return (
    <Card as="section" aria-labelledby="departures">
      <h2 id="departures" className="text-lg font-bold">
        {words("log.title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("log.sub")}</p>
      <RowList className="mt-1">
        {departures.map(({ type, at, by, reason, count }) => (
          <Row
            key={`${type} ${at.toISOString()} ${reason}`}
            note={[formatWhen(at, staff.tenant.zone, staff.locale), by].filter(Boolean).join(" · ")}
          >
            {words(`log.${kinds[type]}`, { count: count ?? 0 })}
            {reason && <span className="block break-words text-ink-2">{reason}</span>}
          </Row>
        ))}
      </RowList>
    </Card>
  );
}

const kinds = {
  "customers.exported": "customers",
  "tenant.exported": "everything",
  "tenant.export_downloaded": "downloaded",
} as const;
