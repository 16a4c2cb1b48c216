import { type Business, makeBusiness } from "./business";
import { type Ground, makeCustomer, type Person } from "./customer";
import { idsOf, randomOf } from "./random";
import { tellStory } from "./story";
import { noRows, type Rows } from "./tables";

const day = 86_400_000;
const days = 700;

export interface Wish {
  seed: number;
  /** How many customers the first tenant has: the one that is measured. */
  measured: number;
  /** How many other tenants there are, and how many customers they have among them. */
  others: number;
  elsewhere: number;
  /** Everything happened in the seven hundred days before. */
  until: Date;
}

/** The measured tenant and two of its customers, with so many entries in their timelines. */
export interface Landmarks {
  tenantId: string;
  fifty: string;
  fiveThousand: string;
}

/** Customers of the other tenants: as evenly as it goes. */
export function sizesOf({ measured, others, elsewhere }: Wish): number[] {
  return Array.from({ length: others + 1 }, (_, place) =>
    place === 0
      ? measured
      : Math.floor((elsewhere * place) / others) - Math.floor((elsewhere * (place - 1)) / others),
  );
}

/**
 * The rows of a whole installation, in portions, the same for the same wish. Customers come day by day over all tenants, so
 * that those of one lie scattered among all others, as in a database that grew.
 */
export function* population(wish: Wish): Generator<Rows, Landmarks> {
  const random = randomOf(wish.seed);
  const id = idsOf(random);
  const until = wish.until.getTime();
  const from = until - days * day;
  let ground: Ground = { random, id, rows: noRows(), until };
  const businesses = sizesOf(wish).map((size, place) =>
    makeBusiness({ ...ground, from }, place + 1, size, place === 0),
  );
  const [measured] = businesses as [Business];
  const landmarks = { tenantId: measured.tenantId, fifty: "", fiveThousand: "" };
  const story = (entries: number, number: number) => {
    const person = hermit({ ...ground }, measured, number, from);
    tellStory(ground, measured, person, entries - 1, from);
    return person.id;
  };
  landmarks.fifty = story(50, 0);
  landmarks.fiveThousand = story(5_000, 1);

  let number = 2;
  for (let today = 0; today < days; today += 1) {
    for (const business of businesses) {
      const size = business === measured ? business.size - 2 : business.size;
      const due = Math.floor((size * (today + 1)) / days) - Math.floor((size * today) / days);
      for (let nth = 0; nth < due; nth += 1, number += 1)
        makeCustomer(ground, business, number, from + today * day + random.below(day));
    }
    if (ground.rows.customer.length < 1_000) continue;
    yield ground.rows;
    ground = { ...ground, rows: noRows() };
  }
  yield ground.rows;
  return landmarks;
}

/** Somebody of whom nothing is known but that she was added: her timeline has one entry. */
function hermit({ id, rows }: Ground, { tenantId }: Business, number: number, at: number): Person {
  const customerId = id(at);
  const phone = `+82109999000${number}`;
  rows.customer.push([
    tenantId,
    customerId,
    `이야기${number}`,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    new Date(at),
    null,
  ]);
  rows.contact_point.push([
    tenantId,
    id(at),
    customerId,
    "phone",
    phone,
    phone.slice(-4),
    null,
    true,
    true,
    new Date(at),
  ]);
  rows.event.push([
    tenantId,
    new Date(at),
    id(at),
    "customer.added",
    "customer",
    customerId,
    customerId,
    "system",
    "{}",
  ]);
  return { id: customerId, phone };
}
