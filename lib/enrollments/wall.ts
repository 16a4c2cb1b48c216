import { countTry, type RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import { keyedHash } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { checkIn } from "./attendance";
import { wallOpensAt, wallStanding } from "./check-in-window";
import { maskName, shopInitial } from "./masked-name";
import { findByLastFour } from "./roster";
import type { RosterPerson } from "./schema";

/** What hangs on the wall, for everybody who opens it: nothing about people. */
export interface Wall {
  courseTitle: string;
  startsAt: Date;
  opensAt: Date;
  zone: string;
  standing: ReturnType<typeof wallStanding>;
}

/** Somebody who may be meant by four digits, told as little of as possible. */
export interface WallMatch {
  /** Means this person on this wall only, and says nothing. */
  key: string;
  name: string;
  shop: string | null;
}

/** A full room in which everybody errs twice; guessing all ten thousand endings would outlast the class. */
export const wallCrowd: RateLimit = { name: "wall code", atMost: 400, seconds: 600 };

/** Refuses when too many tried at one code on the wall, from wherever they came. */
export async function refuseCrowd(linkId: string): Promise<void> {
  const counted = await countTry(wallCrowd, linkId);
  if (!counted.allowed) throw new Refusal("limit", "errors.limit", { seconds: counted.retryAfterSeconds });
}

/** The session behind the code on the wall. */
export async function wallOf(tenant: TenantScope, sessionId: string): Promise<Wall> {
  return inTransaction(tenant, async (tx) => (await readWall(tx, sessionId)).wall);
}

/** Who of this session ends with four digits: usually one, sometimes relatives, nobody for a number that is not ours. */
export async function findOnWall(tenant: TenantScope, sessionId: string, four: string): Promise<WallMatch[]> {
  return inTransaction(tenant, async (tx) => {
    const people = await matches(tx, sessionId, four);
    return people.map(({ enrollmentId, name, shop }) => ({
      key: keyOf(sessionId, enrollmentId),
      name: maskName(name),
      shop: people.length > 1 ? shopInitial(shop) : null,
    }));
  });
}

/** Somebody says "that is me": the digits are asked again, so that a key alone opens nothing. */
export async function checkInOnWall(
  tenant: TenantScope,
  sessionId: string,
  { four, key }: { four: string; key: string },
): Promise<{ name: string; at: Date | null; zone: string; changed: boolean }> {
  return inTransaction(tenant, async (tx) => {
    const people = await matches(tx, sessionId, four);
    const person = people.find(({ enrollmentId }) => keyOf(sessionId, enrollmentId) === key);
    if (!person) throw new Refusal("not_found", "attendance.wallNobody");
    const { enrollmentId } = person;
    const marked = await checkIn(tx, { enrollmentId, sessionId, means: "wall" });
    const { wall } = await readWall(tx, sessionId);
    return { name: maskName(person.name), at: marked.markedAt, zone: wall.zone, changed: marked.changed };
  });
}

async function matches(tx: Tx, sessionId: string, four: string): Promise<RosterPerson[]> {
  const { wall, runId } = await readWall(tx, sessionId);
  if (wall.standing !== "open") throw new Refusal("conflict", "attendance.wallClosed");
  return findByLastFour(tx, runId, four);
}

const keyOf = (sessionId: string, enrollmentId: string) =>
  keyedHash("wall match", `${sessionId} ${enrollmentId}`).slice(0, 16);

async function readWall(tx: Tx, sessionId: string): Promise<{ wall: Wall; runId: string }> {
  const session = await tx.db.classSession.findFirst({
    where: { id: sessionId },
    include: { run: { select: { course: { select: { title: true } } } } },
  });
  if (!session) throw new Refusal("not_found", "errors.not_found");
  const times = { ...session, cancelled: session.cancelledAt !== null };
  return {
    runId: session.runId,
    wall: {
      courseTitle: session.run.course.title,
      startsAt: session.startsAt,
      opensAt: wallOpensAt(times),
      zone: session.zone,
      standing: wallStanding(times, tx.now),
    },
  };
}
