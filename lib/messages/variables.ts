import { mapLinks } from "@/lib/courses/calendar";
import { env } from "@/lib/platform/env";
import { formatDate, formatTime, formatWhen } from "@/lib/platform/formats/korean-time";
import { formatMoneyInText, formatPrice } from "@/lib/platform/formats/money";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { draftLink, type LinkRow } from "@/lib/platform/personal-links";

import type { Locale } from "@/lib/platform/tenancy";

import type { MessageContext } from "./context";
import type { ShortLinkRow } from "./links/short-links";
import { shorteningFor } from "./links/shortening";
import type { TemplateVariable } from "./schema";
import { variablesOf } from "./template";

/** The blanks every text has, and the business's own fields under `고객.`. */
type Values = Partial<Record<TemplateVariable | `고객.${string}`, string>>;

/** What a personal link looks like where none is given away: as long as a real one. */
const shownToken = "*".repeat(28);

/**
 * The values of a message's variables. Links are secrets: with "draft" their rows come along, to be stored only if the
 * text leaves; with "show" (previews, forecasts) there are none.
 */
export function variablesFor(
  context: MessageContext,
  text: string,
  links: "draft" | "show",
  now: Date,
): { values: Values; drafted: LinkRow[]; shortened: ShortLinkRow[] } {
  const { tenant, enrollment, customer, message } = context;
  const used = new Set(variablesOf(text));
  const drafted: LinkRow[] = [];
  const made = new Map<string, string>();
  const channel = context.words?.channel ?? "sms";
  const { shorten, rows: shortened } = shorteningFor({ tenant, message, channel }, links, now);
  const linkTo = (kind: "my" | "survey" | "preferences" | "guardian", subjectId: string | undefined) => {
    if (!subjectId) return undefined;
    if (links === "show") return shorten(`${env.baseUrl}/${kind}/${shownToken}`);
    const before = made.get(kind);
    if (before) return before;
    const { token, row } = draftLink(tenant, { kind, subjectId, now });
    drafted.push(row);
    const link = shorten(`${env.baseUrl}/${kind}/${token}`);
    made.set(kind, link);
    return link;
  };
  const values: Values = { ...context.own, ...plainValues(context), ...(message.variables as Values) };
  // Without a place there is no map, but the person's own page, which names the place as soon as there is one.
  if (used.has("지도") && !values.지도) set(values, "지도", linkTo("my", enrollment?.id));
  if (used.has("내신청")) set(values, "내신청", linkTo("my", enrollment?.id));
  if (used.has("설문")) set(values, "설문", linkTo("survey", enrollment?.id));
  if (used.has("보호자확인")) set(values, "보호자확인", linkTo("guardian", message.subjectId));
  if (used.has("수신거부링크")) set(values, "수신거부링크", linkTo("preferences", customer.id));
  if (used.has("다음과정링크") && values.다음과정링크) values.다음과정링크 = shorten(values.다음과정링크);
  return { values, drafted, shortened };
}

function set(values: Values, name: TemplateVariable, value: string | undefined | null): void {
  if (value) values[name] = value;
}

function plainValues(context: MessageContext): Values {
  const { customer, tenant, course, run, session, locale } = context;
  const values: Values = { 이름: customer.name, 사업장: tenant.settings?.businessName || tenant.name };
  set(values, "전화", reachableAt(context));
  set(values, "수신거부번호", tenant.settings?.optOutNumber);
  if (course) {
    values.과정 = course.title;
    set(values, "다음과정", course.nextCourse?.title);
    set(
      values,
      "다음과정링크",
      course.nextCourse && `${env.baseUrl}/${tenant.slug}/${course.nextCourse.slug}`,
    );
  }
  if (run) {
    set(values, "기수", run.label);
    values.장소 = placeWords(run, locale);
    set(values, "주소", run.placeAddress);
    set(values, "오시는길", run.placeNote);
    set(values, "온라인링크", run.onlineUrl);
    set(values, "지도", run.onlineUrl && !run.placeName ? run.onlineUrl : mapLinks(placeOf(run))?.kakao);
    values.참가비 = run.priceWon === 0 ? formatPrice(0, locale) : formatMoneyInText(run.priceWon, locale);
  }
  if (session) {
    values.회차 = String(session.position);
    values.일시 = formatWhen(session.startsAt, session.zone, locale);
    values.날짜 = formatDate(session.startsAt, session.zone, locale);
    values.시간 = formatTime(session.startsAt, session.zone, locale);
  }
  return values;
}

/**
 * Where questions go: the footer's number, else the one the texts come from, else whatever else is known of the business.
 * Its public page always is, so that no notice fails for want of a number.
 */
function reachableAt({ tenant: { settings, slug }, senderNumber }: MessageContext): string {
  if (settings?.phone) return settings.phone;
  if (senderNumber) return formatPhone(senderNumber);
  return settings?.email || `${env.baseUrl}/${slug}`;
}

/** A confirmation must not fail because the room is not booked yet. */
function placeWords(run: { placeName: string | null; onlineUrl: string | null }, locale: Locale): string {
  if (run.placeName) return run.placeName;
  if (run.onlineUrl) return locale === "ko" ? "온라인" : "Online";
  return locale === "ko" ? "장소는 따로 알려 드릴게요" : "Place to be announced";
}

const placeOf = (run: {
  placeName: string | null;
  placeAddress: string | null;
  placeLatitude: number | null;
  placeLongitude: number | null;
}) => ({
  name: run.placeName ?? run.placeAddress ?? "",
  latitude: run.placeLatitude,
  longitude: run.placeLongitude,
  address: run.placeAddress,
});
