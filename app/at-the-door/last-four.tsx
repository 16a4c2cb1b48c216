import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import type { RosterPerson } from "@/lib/enrollments/schema";
import { came } from "@/lib/enrollments/states";
import { formatClock } from "@/lib/platform/formats/clock-time";
import type { Answer } from "@/lib/web/answer";
import { ActionForm } from "./action-form";

interface Props<Value> {
  sessionId: string;
  runId: string;
  zone: string;
  four: string;
  found: RosterPerson[];
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;
}

/** When there is no code: four digits, and a button beside each person who ends with them. Plain forms. */
export async function LastFour<Value>({ sessionId, runId, zone, four, found, action }: Props<Value>) {
  const words = await getTranslations("attendance");
  return (
    <section className="mt-8 border-t border-line pt-6">
      <form className="grid grid-cols-[1fr_auto] items-end gap-2">
        <input type="hidden" name="session" value={sessionId} />
        <TextField
          label={words("scan.lastFour")}
          name="four"
          inputMode="numeric"
          pattern="[0-9]{4}"
          maxLength={4}
          autoComplete="off"
          defaultValue={four}
          required
        />
        <Button type="submit">{words("scan.find")}</Button>
      </form>
      {four && found.length === 0 && (
        <div className="mt-4">
          <EmptyState title={words("scan.nobody", { four })} />
        </div>
      )}
      <ul className="mt-2 divide-y divide-line">
        {found.map(({ enrollmentId, name, shop, attendance }) => (
          <li key={enrollmentId} className="grid grid-cols-[1fr_auto] items-center gap-3 py-3">
            <span className="min-w-0">
              <b className="font-semibold">{name}</b> <span className="text-ink-3">{shop}</span>
            </span>
            {came(attendance.state) && attendance.markedAt ? (
              <Tag tone="good">{words("code.already", { at: formatClock(attendance.markedAt, zone) })}</Tag>
            ) : (
              <ActionForm
                action={action}
                hidden={{ runId, sessionId, enrollmentId }}
                submit={words("scan.mark")}
                submitName={words("scan.markName", { name })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
