import { getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { dryRun, isOfPeople } from "@/lib/privacy/retention";
import type { RetentionKind } from "@/lib/privacy/schema";
import type { StaffScope } from "@/lib/web/staff";
import { RuleSwitch } from "./rule-switch";

/** Whom a rule would touch now, who stays and why; then the switch, which holds it to this number. */
export async function DryRunPanel({
  staff,
  kind,
  months,
}: {
  staff: StaffScope;
  kind: RetentionKind;
  months: number;
}) {
  const words = await getTranslations("privacy.rules");
  const dry = await dryRun(staff, kind, months);
  const name = words(`kinds.${kind}.name`);
  const { slug, zone } = staff.tenant;
  return (
    <div className="mt-4 rounded-lg bg-sunken px-4 py-3.5">
      <h3 className="font-bold">{words("dry.title", { name })}</h3>
      <p className="text-[0.9375rem]">
        {words(isOfPeople(kind) ? "dry.people" : "dry.rows", { count: dry.count })}
      </p>
      <ul className="mt-2 divide-y divide-line text-[0.9375rem] empty:hidden">
        {dry.people.map(({ id, name: who, lastSeen }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <TextLink quiet href={`/t/${slug}/customers/${id}`} className="inline-flex min-h-11 items-center">
              {who}
            </TextLink>
            <span className="text-sm text-ink-3">
              {words("dry.seen", { when: formatDate(lastSeen, zone, staff.locale) })}
            </span>
          </li>
        ))}
        {isOfPeople(kind) && dry.count > dry.people.length && (
          <li className="py-2 text-ink-3">{words("dry.more", { count: dry.count - dry.people.length })}</li>
        )}
      </ul>
      {dry.skipped.length > 0 && (
        <p className="mt-2 text-sm text-ink-2">
          {words("dry.skipped")}:{" "}
          {dry.skipped.map(({ reason, count }) => words(`dry.reasons.${reason}`, { count })).join(" · ")}
        </p>
      )}
      <RuleSwitch
        slug={slug}
        kind={kind}
        name={name}
        months={months}
        seen={dry.count}
        to="on"
        active={false}
      />
    </div>
  );
}
