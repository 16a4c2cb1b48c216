import type { Business } from "./business";
import { type Ground, type Person, sent } from "./customer";
import { remark } from "./words";

/** Fills a customer's history up to so many entries, evenly over the time: texts out and in, changes, notes, consents. */
export function tellStory(
  ground: Ground,
  business: Business,
  person: Person,
  entries: number,
  from: number,
): void {
  const { random, id, rows, until } = ground;
  const { tenantId } = business;
  const phone = person.phone ?? "";
  const kinds: ((at: number, nth: number) => void)[] = [
    (at, nth) => rows.message.push(sent(ground, business, person, at, `follow_up:${nth}`, person.id, null)),
    (at) =>
      rows.event.push([
        tenantId,
        new Date(at),
        id(at),
        "customer.changed",
        "customer",
        person.id,
        person.id,
        "system",
        `{"fields": ["trade"]}`,
      ]),
    (at) => rows.customer_note.push([tenantId, id(at), person.id, remark(random), "직원 1", new Date(at)]),
    (at) =>
      rows.consent.push([
        tenantId,
        id(at),
        person.id,
        "advertising",
        "sms",
        true,
        "1",
        "0".repeat(64),
        "ko",
        "preferences",
        "customer",
        new Date(at),
        new Date(at),
      ]),
    (at, nth) =>
      rows.inbound_message.push([
        tenantId,
        id(at),
        `SM${tenantId}${person.id}${nth}`,
        phone,
        "+8215880000",
        "네, 알겠습니다",
        person.id,
        new Date(at),
      ]),
  ];
  const step = (until - from) / (entries + 1);
  for (let nth = 0; nth < entries; nth += 1)
    kinds[nth % kinds.length]?.(Math.floor(from + step * (nth + 1)), nth);
}
