import { getTranslations } from "next-intl/server";
import type { OpenDecision, Words } from "@/lib/decisions/decisions";
import { formatShort, formatTime, relativeDay } from "@/lib/platform/formats/korean-time";
import type { Today } from "@/lib/today/today";
import type { StaffScope } from "@/lib/web/staff";

/** A question in words, ready to be drawn. */
export interface DecisionCard {
  id: string;
  kicker: string;
  title: string;
  detail: string | null;
  options: { key: string; label: string; href: string | null }[];
  /** What happens without an answer, and when. */
  otherwise: string;
}

/** The open questions in the member's language, the tenant's time. */
export async function cardsOf(staff: StaffScope, today: Today): Promise<DecisionCard[]> {
  const [asked, words] = await Promise.all([getTranslations("decisions"), getTranslations("today")]);
  const say = ({ key, values }: Words) => asked(key as never, values as never);
  return today.decisions.map((decision) => ({
    id: decision.id,
    kicker: say(decision.question.kicker),
    title: say(decision.question.title),
    detail: decision.question.detail ? say(decision.question.detail) : null,
    options: decision.options.map(({ key, label, href }) => ({
      key,
      label: say(label),
      href: href ? addressOf(staff, href) : null,
    })),
    otherwise: words("noAnswerThen", {
      when: deadlineWords(staff, today.now, decision.deadline),
      option: say(defaultLabel(decision)),
    }),
  }));
}

const defaultLabel = ({ options, defaultKey }: OpenDecision): Words =>
  options.find(({ key }) => key === defaultKey)?.label ?? { key: defaultKey };

/** "settings" means the desk's own settings; an address from the root stays as it is. */
const addressOf = (staff: StaffScope, href: string): string =>
  href.startsWith("/") ? href : `/t/${staff.tenant.slug}/${href}`;

/** "오늘 오후 6시", "내일 오전 9시", else with its date. */
function deadlineWords({ tenant, locale }: StaffScope, now: Date, deadline: Date): string {
  const near = relativeDay(deadline, now, tenant.zone, locale);
  if (!near) return formatShort(deadline, tenant.zone, locale);
  return `${near} ${formatTime(deadline, tenant.zone, locale)}`;
}
