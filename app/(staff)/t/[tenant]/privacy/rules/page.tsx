import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { type RetentionRule, retentionRules } from "@/lib/privacy/retention";
import { retentionKinds } from "@/lib/privacy/schema";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { PrivacyPage } from "../privacy-page";
import { DryRunPanel } from "./dry-run-panel";
import { RuleSwitch } from "./rule-switch";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ look?: string | string[]; months?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.tabs"))("rules") };
}

/** How long things are kept: each rule, whom it would touch, and its switch. */
export default async function RulesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "privacy.write");
  const words = await getTranslations("privacy.rules");
  const asked = await searchParams;
  const looked = retentionKinds.find((kind) => kind === asked.look);
  const months = Math.min(120, Math.max(1, Math.floor(Number(asked.months)) || 1));
  return (
    <PrivacyPage staff={staff} place="rules" sub={words("sub")}>
      <div className="grid max-w-[44rem] gap-5">
        {(await retentionRules(staff)).map((rule) => (
          <RuleCard key={rule.kind} staff={staff} rule={rule} months={rule.kind === looked ? months : null} />
        ))}
      </div>
    </PrivacyPage>
  );
}

/** `months` is the period whose dry run is shown; null for none. */
async function RuleCard({
  staff,
  rule,
  months,
}: {
  staff: StaffScope;
  rule: RetentionRule;
  months: number | null;
}) {
  const words = await getTranslations("privacy.rules");
  const { kind, active, lastRunAt } = rule;
  const name = words(`kinds.${kind}.name`);
  return (
    <Card as="section" aria-labelledby={kind}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={kind} className="text-lg font-bold">
          {name}
        </h2>
        <Tag tone={active ? "good" : "plain"}>{words(active ? "on" : "off")}</Tag>
        {active && <span className="text-sm text-ink-3">{words("keeps", { months: rule.months })}</span>}
      </div>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words(`kinds.${kind}.sub`)}</p>
      {lastRunAt && (
        <p className="mt-0.5 text-sm text-ink-3">
          {words("lastRun", { when: formatShort(lastRunAt, staff.tenant.zone, staff.locale) })}
        </p>
      )}
      <form action={`#${kind}`} className="mt-4 flex flex-wrap items-end gap-3">
        <input type="hidden" name="look" value={kind} />
        <TextField
          name="months"
          label={words("months")}
          type="number"
          inputMode="numeric"
          min={1}
          max={120}
          unit={words("unit")}
          defaultValue={months ?? rule.months}
          className="w-40"
        />
        <SubmitButton look="secondary" aria-label={`${name} ${words("look")}`}>
          {words("look")}
        </SubmitButton>
      </form>
      {months !== null && <DryRunPanel staff={staff} kind={kind} months={months} />}
      <RuleSwitch
        slug={staff.tenant.slug}
        kind={kind}
        name={name}
        months={rule.months}
        to="off"
        active={active}
      />
    </Card>
  );
}
