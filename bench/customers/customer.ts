import { type Business, type ClassRun, choices } from "./business";
import type { Random } from "./random";
import type { Rows } from "./tables";
import { mailHosts, personName, remark, road, shopName, sources, titles } from "./words";

const day = 86_400_000;

export interface Ground {
  random: Random;
  id: (at: number) => string;
  rows: Rows;
  until: number;
}

export interface Person {
  id: string;
  phone: string | null;
}

/**
 * One customer and all that hangs on her. `number` is hers among all customers of all tenants and makes her telephone number.
 * Returns who she is, for whoever wants to add to her story.
 */
export function makeCustomer(ground: Ground, business: Business, number: number, at: number): Person {
  const { random, id, rows } = ground;
  const { tenantId, busy } = business;
  const customerId = id(at);
  const { name, roman } = personName(random);
  const shop = random.chance(busy ? 0.6 : 0.3) ? shopName(random) : null;
  const made = new Date(at);
  rows.customer.push([
    tenantId,
    customerId,
    name,
    shop && random.chance(0.5) ? random.pick(titles) : null,
    shop?.name ?? null,
    shop?.trade ?? null,
    random.chance(0.5) ? random.pick(sources) : null,
    random.chance(0.2) ? birthday(random) : null,
    random.chance(0.2) ? String(1_000 + random.below(62_000)).padStart(5, "0") : null,
    random.chance(0.2) ? road(random) : null,
    random.chance(0.5) ? random.pick(business.memberIds) : null,
    made,
    random.chance(0.01) ? new Date(Math.min(at + 30 * day, ground.until)) : null,
  ]);
  const phone = reachable(ground, business, customerId, { number, roman, at });
  if (shop) {
    const shopId = id(at);
    rows.shop.push([tenantId, shopId, shop.name, shop.trade, made]);
    rows.customer_shop.push([tenantId, customerId, shopId, true, made]);
  }
  happened(ground, business, customerId, at, "customer.added", "customer", customerId, "{}");
  known(ground, business, customerId, at);
  consented(ground, business, customerId, at);
  const applications = random.chance(busy ? 0.6 : 0.3) ? 1 + random.below(busy ? 3 : 2) : 0;
  let next = at + day;
  for (let nth = 0; nth < applications; nth += 1)
    next = apply(ground, business, { id: customerId, phone }, next) + 30 * day;
  return { id: customerId, phone };
}

const birthday = (random: Random) =>
  `${1950 + random.below(55)}-${String(1 + random.below(12)).padStart(2, "0")}-${String(1 + random.below(28)).padStart(2, "0")}`;

/** 010 and eight digits, each number once, in no order that shows. */
export const phoneOf = (number: number): string => `+8210${20_000_000 + ((number * 7_368_787) % 80_000_000)}`;

function reachable(
  { random, id, rows }: Ground,
  { tenantId, busy }: Business,
  customerId: string,
  { number, roman, at }: { number: number; roman: string; at: number },
): string | null {
  const made = new Date(at);
  const point = (channel: string, address: string, label: string | null, primary: boolean) =>
    rows.contact_point.push([
      tenantId,
      id(at),
      customerId,
      channel,
      address,
      channel === "phone" ? address.slice(-4) : null,
      label,
      primary && channel === "phone",
      primary,
      made,
    ]);
  const phone = random.chance(0.97) ? phoneOf(number) : null;
  if (phone) point("phone", phone, null, true);
  // A second one, of the family or the shop, from the far end of the numbers.
  if (phone && random.chance(0.05))
    point("phone", phoneOf(79_999_999 - number), random.pick(["배우자", "가게"]), false);
  if (random.chance(busy ? 0.45 : 0.3))
    point("email", `${roman}${number}@${random.pick(mailHosts)}`, null, true);
  return phone;
}

function known({ random, id, rows }: Ground, business: Business, customerId: string, at: number): void {
  const { tenantId, busy, tagIds, groupIds, fields } = business;
  const made = new Date(at);
  // Few have the later ones: the twelfth tag is twelve times as rare as the first.
  for (const [place, tagId] of tagIds.entries())
    if (random.chance((busy ? 0.3 : 0.15) / (place + 1)))
      rows.customer_tag.push([tenantId, customerId, tagId, made]);
  if (random.chance(busy ? 0.3 : 0.1))
    rows.customer_group_member.push([tenantId, random.pick(groupIds), customerId, made]);
  const value = (fieldId: string, text: string | null, number: number | null, date: string | null) =>
    rows.customer_field_value.push([tenantId, customerId, fieldId, text, number, date]);
  if (busy || random.chance(0.15)) {
    if (random.chance(0.3)) value(fields.text, random.pick(sources), null, null);
    if (random.chance(0.4)) value(fields.number, null, random.below(80), null);
    if (random.chance(0.2)) value(fields.date, null, null, birthday(random));
    if (random.chance(0.5)) value(fields.choice, random.pick(choices), null, null);
    if (random.chance(0.4)) value(fields.yesNo, random.pick(["yes", "no"]), null, null);
  }
  if (random.chance(busy ? 0.3 : 0.05))
    rows.customer_note.push([tenantId, id(at), customerId, remark(random), "직원 1", made]);
  if (busy && random.chance(0.05)) {
    const due = new Date(at + random.below(60) * day).toISOString().slice(0, 10);
    rows.task.push([
      tenantId,
      id(at),
      "다시 전화하기",
      due,
      random.pick(business.memberIds),
      customerId,
      made,
    ]);
  }
}

function consented(
  { random, id, rows }: Ground,
  { tenantId }: Business,
  customerId: string,
  at: number,
): void {
  const made = new Date(at);
  const say = (purpose: string, channel: string, given: boolean) =>
    rows.consent.push([
      tenantId,
      id(at),
      customerId,
      purpose,
      channel,
      given,
      "1",
      "0".repeat(64),
      "ko",
      "application_form",
      "customer",
      made,
      made,
    ]);
  say("collection", "any", true);
  if (random.chance(0.4)) say("advertising", "sms", random.chance(0.9));
}

function happened(
  { id, rows }: Ground,
  { tenantId }: Business,
  customerId: string,
  at: number,
  type: string,
  kind: string,
  subjectId: string,
  payload: string,
): void {
  rows.event.push([tenantId, new Date(at), id(at), type, kind, subjectId, customerId, "system", payload]);
}

/** Into the next run; returns when that begins. */
function apply(ground: Ground, business: Business, { id: customerId, phone }: Person, at: number): number {
  const { random, id, rows, until } = ground;
  const run = business.runs.find(({ startsAt }) => startsAt > at);
  if (!run || at >= until) return until;
  const { tenantId } = business;
  const enrollmentId = id(at);
  const applied = new Date(at);
  const state = random.chance(0.85) ? "confirmed" : "cancelled";
  rows.enrollment.push([
    tenantId,
    enrollmentId,
    run.id,
    run.poolId,
    customerId,
    state,
    applied,
    applied,
    applied,
  ]);
  happened(
    ground,
    business,
    customerId,
    at,
    "enrollment.confirmed",
    "enrollment",
    enrollmentId,
    `{"before": null}`,
  );
  if (phone)
    rows.message.push(
      sent(
        ground,
        business,
        { id: customerId, phone },
        at + 60_000,
        "follow_up:confirmed",
        enrollmentId,
        enrollmentId,
      ),
    );
  if (state === "confirmed") attend(ground, business, customerId, enrollmentId, run);
  return run.startsAt;
}

function attend(
  ground: Ground,
  business: Business,
  customerId: string,
  enrollmentId: string,
  run: ClassRun,
): void {
  for (const [week, sessionId] of run.sessionIds.entries()) {
    const at = run.startsAt + week * 7 * day + 600_000;
    if (at >= ground.until) return;
    const state = ground.random.chance(0.75)
      ? "attended"
      : ground.random.pick(["absent", "late", "left_early"]);
    ground.rows.attendance.push([business.tenantId, enrollmentId, sessionId, state, new Date(at), "code"]);
    happened(
      ground,
      business,
      customerId,
      at,
      "attendance.marked",
      "enrollment",
      enrollmentId,
      `{"sessionId": "${sessionId}", "state": "${state}", "before": "unmarked", "means": "code"}`,
    );
  }
}

/** A text that arrived. */
export function sent(
  { id }: Ground,
  { tenantId }: Business,
  { id: customerId, phone }: Person,
  at: number,
  purpose: string,
  subjectId: string,
  enrollmentId: string | null,
) {
  const time = new Date(at);
  const body = "신청이 확정되었습니다. 토요일 오후 2시에 뵙겠습니다.";
  return [
    tenantId,
    id(at),
    purpose,
    subjectId,
    customerId,
    enrollmentId,
    "transactional",
    "delivered",
    time,
    time,
    "rule",
    phone,
    body,
    time,
    time,
  ];
}
