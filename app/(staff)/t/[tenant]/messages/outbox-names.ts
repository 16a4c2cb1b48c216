import { getTranslations } from "next-intl/server";
import type { OutboxOptions } from "@/lib/messages/outbox/filter-options";
import type { OutboxFilter } from "@/lib/messages/outbox/query";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { instantOf } from "@/lib/platform/zoned-time";
import type { StaffScope } from "@/lib/web/staff";
import { reasonWords } from "./reason-words";

/** Names a filter's value as people know it: a rule by its title, a reason by its label or the first of its sentences. */
export async function outboxNames(
  options: OutboxOptions,
  { tenant, locale }: StaffScope,
): Promise<(name: OutboxFilter, value: string) => string> {
  const words = await getTranslations();
  const day = (at: Date) => formatDate(at, tenant.zone, locale, { year: false });
  return (name, value) => {
    switch (name) {
      case "state":
        return words(`messages.states.${value as "held"}`);
      case "channel":
        return words(`outbox.channels.${value as "sms"}`);
      case "class":
        return words(`outbox.classes.${value as "advertising"}`);
      case "reason": {
        const label = value.replace("gate.reasons.", "gate.labels.");
        if (label !== value && words.has(label as never)) return words(label as never);
        return firstSentence(reasonWords(words, value)) || value;
      }
      case "rule":
        return options.rules.find(({ key }) => key === value)?.title ?? words("outbox.filter.gone");
      case "run": {
        const run = options.runs.find(({ id }) => id === value);
        if (!run) return words("outbox.filter.gone");
        const which = run.label ?? (run.startsAt && day(run.startsAt));
        return which ? `${run.title} (${which})` : run.title;
      }
      case "customer":
        return options.customer?.name ?? words("outbox.filter.gone");
      case "from":
      case "to":
        return day(instantOf({ date: value, time: "12:00", zone: tenant.zone }));
    }
  };
}

const firstSentence = (text: string | null): string => /^[^.]{1,120}/.exec(text ?? "")?.[0] ?? "";
