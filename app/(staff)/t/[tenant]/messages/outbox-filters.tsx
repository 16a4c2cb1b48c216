import { getTranslations } from "next-intl/server";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Disclosure } from "@/components/ui/disclosure";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OutboxOptions } from "@/lib/messages/outbox/filter-options";
import { isNarrowed, type OutboxFilter, type OutboxQuery } from "@/lib/messages/outbox/query";
import { statesOf } from "@/lib/messages/outbox/tabs";
import { channelNames } from "@/lib/platform/channels/channel";
import type { StaffScope } from "@/lib/web/staff";
import { QueryForm } from "../customers/query-form";
import { outboxNames } from "./outbox-names";

export interface OutboxProps {
  query: OutboxQuery;
  options: OutboxOptions;
  staff: StaffScope;
}

/** What the list can be narrowed by; the address says it, so that a view can be shared. */
export async function OutboxFilters({ query, options, staff }: OutboxProps) {
  const words = await getTranslations("outbox.filter");
  const names = await outboxNames(options, staff);
  const choice = (name: OutboxFilter, values: readonly string[]) => (
    <SelectField
      name={name}
      label={words(name)}
      defaultValue={query.filters[name] ?? ""}
      emptyWords={words("any")}
      choices={[...new Set([...values, ...(query.filters[name] ? [query.filters[name]] : [])])].map(
        (value) => ({
          value,
          label: names(name, value),
        }),
      )}
    />
  );
  const keep: [string, string][] = [
    ...(query.tab === "coming" ? [] : [["tab", query.tab] satisfies [string, string]]),
    ...(query.filters.customer ? [["customer", query.filters.customer] satisfies [string, string]] : []),
  ];
  return (
    <Disclosure summary={words("title")} open={isNarrowed(query)}>
      <QueryForm action={`/t/${staff.tenant.slug}/messages`} keep={keep}>
        <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {choice("state", statesOf(query.tab))}
          {choice("reason", options.reasons)}
          {choice(
            "rule",
            options.rules.map(({ key }) => key),
          )}
          {choice(
            "run",
            options.runs.map(({ id }) => id),
          )}
          {choice("channel", channelNames)}
          {choice("class", ["transactional", "advertising"])}
          <DateTimeField
            kind="date"
            name="from"
            label={words("from")}
            defaultValue={query.filters.from ?? ""}
          />
          <DateTimeField kind="date" name="to" label={words("to")} defaultValue={query.filters.to ?? ""} />
          <div className="sm:col-span-2 lg:col-span-4">
            <SubmitButton look="secondary">{words("show")}</SubmitButton>
          </div>
        </div>
      </QueryForm>
    </Disclosure>
  );
}
