import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { apply } from "@/lib/enrollments/enrollments";
import { courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { loadStarter } from "@/lib/follow-ups/starter";
import { breakerDecision, releaseCountry } from "@/lib/messages/limits/breaker";
import { changeCaps, changeCountries, limitsOf, usedNow } from "@/lib/messages/limits/limits";
import {
  type MessageWorld,
  makeSending,
  messageWorld,
  noon,
  openCards,
} from "@/lib/messages/testing/message-world";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant } from "@/lib/tenants/tenants";
import { isLongRun } from "@/scripts/checks/long-run";

// Somebody pours applications with numbers of one range into the public form, from many addresses (G36): beyond what the
// form's own limits per address could notice.

const requests = isLongRun ? 10_000 : 60;
const within = { timeout: isLongRun ? 900_000 : 60_000 };
let world: MessageWorld;
let owner: TenantScope;
let runId: string;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  const unique = newId().slice(-12);
  const made = await makeTenant({
    slug: `t${unique}`,
    name: "시험 사업장",
    owner: { email: `o-${unique}@dangol.test`, name: "김하나" },
  });
  owner = made.owner;
  await loadStarter(owner);
  await makeSending(owner);
  ({ runId } = await courseWithRun(owner, { placeName: "강의실", capacity: 20_000 }));
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const usNumber = (index: number) => `+1212${String(5_550_000 + index)}`;

async function pump(): Promise<void> {
  let next = 0;
  const take = async () => {
    for (let index = next++; index < requests; index = next++)
      await apply(owner, {
        runId,
        name: `Bot ${index}`,
        phone: usNumber(index),
        waitIfFull: false,
        consents: ["collection"],
        evidence: { locale: "en", source: "application_form", ipHash: `ip ${index % 1_000}` },
      });
  };
  await Promise.all(Array.from({ length: 8 }, take));
  await world.worker.runUntilCalm();
}

const version = async () => (await limitsOf(owner)).version;
const posted = () => world.provider.control.messages().length;

test(
  "a range of an open country: a few texts leave, the breaker opens, the owner is told in the same moment, spending stays under its cap",
  within,
  async () => {
    const caps = { perHour: 45, perDay: 45, dayWon: 20_000, monthWon: 20_000, abroadWon: 20_000 };
    await changeCaps(owner, { version: await version(), ...caps });
    await pump();
    expect(posted()).toBe(30);
    expect((await usedNow(owner)).dayMoney).toBeLessThanOrEqual(20_000n * 1_000_000n);
    const [card] = await openCards(owner, breakerDecision);
    const opened = await inTransaction(owner, ({ db }) => db.countryBreaker.findMany());
    expect(opened).toMatchObject([{ country: "US" }]);
    expect(card?.askedAt).toEqual(opened[0]?.openedAt);
    await inTransaction(owner, (tx) => releaseCountry(tx, opened[0]?.id ?? ""));
    await world.goTo(1);
    // The owner said that they are real; the caps hold all the same.
    expect(posted()).toBe(45);
  },
);

test("a range of a country that is not open: not one text leaves", within, async () => {
  await changeCountries(owner, { version: await version(), countries: ["KR"] });
  await pump();
  expect(posted()).toBe(0);
  expect(await usedNow(owner)).toMatchObject({ day: 0, dayMoney: 0n });
});
