import { recordAccess } from "@/lib/platform/access-log";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { isOwnWord } from "./consent-basis";
import { type StandingConsent, standingConsents } from "./consents";
import { confirmBefore } from "./reconfirmation-dates";
import { lastConfirmed } from "./reconfirmations";
import { type Insight, insightOf } from "./record/insight";
import { type CustomerRecord, recordOf } from "./record/known-of";
import { suppressionOf } from "./suppressions";

/** A course the person applied to, the newest first. */
export interface TakenCourse {
  enrollmentId: string;
  courseId: string;
  runId: string;
  title: string;
  kind: string;
  label: string | null;
  startsAt: Date | null;
  state: string;
  places: number;
  /** Whether the person came to any of its sessions; null before anything was marked. */
  came: boolean | null;
}

/** A message still to come, and the rule that planned it. */
export interface PlannedMessage {
  id: string;
  title: string | null;
  dueAt: Date;
  because: string;
  followUp: { title: string; version: number } | null;
  class: string;
}

export interface CustomerPage {
  id: string;
  name: string;
  shop: string | null;
  trade: string | null;
  source: string | null;
  createdAt: Date;
  version: number;
  erased: boolean;
  phone: { address: string; canReceiveTexts: boolean; badSince: Date | null } | null;
  email: string | null;
  /** How often the person came. */
  visits: number;
  record: CustomerRecord;
  insight: Insight;
  courses: TakenCourse[];
  consents: StandingConsent[];
  /** The day before which consent to advertising must be confirmed again; null without one. */
  reconfirmBefore: Date | null;
  /** What the number refused, whatever was consented to. */
  refused: "none" | "advertising" | "all";
  /** Messages still to come, the next first; their forecasts are asked for by these ids. */
  plannedMessages: PlannedMessage[];
  /** Business time of this answer. */
  now: Date;
}

const plannedShown = 10;

/** Everything that stands about a customer now; what happened is the timeline's. Null for nobody of this tenant. */
export async function customerPage(tenant: TenantScope, id: string): Promise<CustomerPage | null> {
  return inTransaction(tenant, async (tx) => {
    const customer = await tx.db.customer.findFirst({
      where: { id },
      include: { contactPoints: { orderBy: [{ primary: "desc" }, { createdAt: "asc" }] } },
    });
    // Looking for somebody who is not here is written down as well (domain.md row 45).
    await recordAccess(tx, { act: customer ? "viewed" : "refused", customerIds: [id] });
    if (!customer) return null;
    const phone = customer.contactPoints.find(({ channel }) => channel === "phone") ?? null;
    const consents = await standingConsents(tx, id);
    const advertising = consents.find(
      ({ purpose, channel, given, basis }) =>
        purpose === "advertising" && channel === "sms" && given && isOwnWord(basis),
    );
    const confirmed = advertising && (await lastConfirmed(tx, [id]));
    const courses = await coursesOf(tx, id);
    return {
      id,
      name: customer.name,
      shop: customer.shop,
      trade: customer.trade,
      source: customer.source,
      createdAt: customer.createdAt,
      version: customer.version,
      erased: customer.erasedAt !== null,
      phone,
      email: customer.contactPoints.find(({ channel }) => channel === "email")?.address ?? null,
      visits: courses.filter(({ came }) => came).length,
      record: await recordOf(tx, customer),
      insight: await insightOf(tx, id),
      courses,
      consents,
      reconfirmBefore: advertising ? confirmBefore(advertising.occurredAt, confirmed?.get(id) ?? null) : null,
      refused: phone ? await suppressionOf(tx, "sms", phone.address) : "none",
      plannedMessages: await plannedFor(tx, id),
      now: tx.now,
    };
  });
}

async function coursesOf(tx: Tx, customerId: string): Promise<TakenCourse[]> {
  const rows = await tx.db.enrollment.findMany({
    where: { customerId, state: { not: "moved" } },
    orderBy: [{ appliedAt: "desc" }, { id: "desc" }],
    include: {
      attendances: { select: { state: true } },
      run: {
        include: {
          course: { select: { id: true, title: true, kind: true } },
          sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "asc" }, take: 1 },
        },
      },
    },
  });
  return rows.map(({ run, attendances, ...enrollment }) => {
    const marked = attendances.map(({ state }) => state).filter((state) => state !== "unmarked");
    return {
      enrollmentId: enrollment.id,
      courseId: run.course.id,
      runId: run.id,
      title: run.course.title,
      kind: run.course.kind,
      label: run.label,
      startsAt: run.sessions[0]?.startsAt ?? null,
      state: enrollment.state,
      places: enrollment.places,
      came: marked.length === 0 ? null : marked.some((state) => state !== "absent"),
    };
  });
}

async function plannedFor(tx: Tx, customerId: string): Promise<PlannedMessage[]> {
  const rows = await tx.db.message.findMany({
    where: { customerId, state: { in: ["planned", "held", "claimed"] } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: plannedShown,
    select: {
      id: true,
      dueAt: true,
      heldUntil: true,
      plannedBecause: true,
      class: true,
      templateVersion: { select: { definition: { select: { title: true } } } },
      followUpVersion: { select: { number: true, definition: { select: { title: true } } } },
    },
  });
  return rows.map(({ templateVersion, followUpVersion, plannedBecause, heldUntil, dueAt, ...message }) => ({
    ...message,
    dueAt: heldUntil ?? dueAt,
    title: templateVersion?.definition.title ?? null,
    because: plannedBecause,
    followUp: followUpVersion && {
      title: followUpVersion.definition.title,
      version: followUpVersion.number,
    },
  }));
}
