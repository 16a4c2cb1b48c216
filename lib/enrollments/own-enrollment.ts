import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type CancelDeadline, mayCancel } from "./cancel-deadline";
import { deadlineOf } from "./cancellation";
import { type AttendanceState, came, type EnrollmentState, holdsSeat, isOpen } from "./states";

export interface OwnSession {
  id: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  scheduleVersion: number;
  cancelled: boolean;
}

/** What a person sees behind their own link. */
export interface OwnEnrollment {
  id: string;
  customerId: string;
  state: EnrollmentState;
  places: number;
  name: string;
  appliedAt: Date;
  /** The place in the queue, 1 for the next one. Null when not waiting. */
  waitingPosition: number | null;
  course: { title: string; slug: string; kind: string; locale: string; surveyKey: string | null };
  run: {
    id: string;
    label: string | null;
    priceWon: number;
    placeName: string | null;
    placeAddress: string | null;
    placeLatitude: number | null;
    placeLongitude: number | null;
    placeNote: string | null;
    /** Only for those who have a place. */
    onlineUrl: string | null;
    cancelled: boolean;
  };
  sessions: OwnSession[];
  deadline: CancelDeadline | null;
  holdsSeat: boolean;
  /** By link, now. */
  mayCancel: boolean;
  attended: boolean;
  business: { name: string; slug: string; zone: string; phone: string | null; brandColor: string | null };
  now: Date;
}

/** The enrollment behind a `my` link. One that was moved answers with what it was moved to. */
export async function ownEnrollment(tenant: TenantScope, enrollmentId: string): Promise<OwnEnrollment> {
  return inTransaction(tenant, async (tx) => {
    const row = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      include: {
        customer: { select: { name: true } },
        run: { include: { course: true, sessions: { orderBy: { startsAt: "asc" } } } },
        attendances: { select: { state: true } },
      },
    });
    if (!row) throw new Refusal("not_found", "errors.not_found");
    if (row.movedToId) return ownEnrollment(tx, row.movedToId);
    const business = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { name: true, slug: true, zone: true, brandColor: true, settings: { select: { phone: true } } },
    });
    const state = row.state as EnrollmentState;
    const { course, sessions, ...run } = row.run;
    const deadline = await deadlineOf(tx, run.id);
    const hasPlace = state === "confirmed" || state === "completed";
    return {
      id: row.id,
      customerId: row.customerId,
      state,
      places: row.places,
      name: row.customer.name,
      appliedAt: row.appliedAt,
      waitingPosition:
        state === "waitlisted" && row.waitlistedAt
          ? 1 +
            (await tx.db.enrollment.count({
              where: {
                poolId: row.poolId,
                state: "waitlisted",
                OR: [
                  { waitlistedAt: { lt: row.waitlistedAt } },
                  { waitlistedAt: row.waitlistedAt, id: { lt: row.id } },
                ],
              },
            }))
          : null,
      course: {
        title: course.title,
        slug: course.slug,
        kind: course.kind,
        locale: course.locale,
        surveyKey: course.surveyKey,
      },
      run: {
        id: run.id,
        label: run.label,
        priceWon: run.priceWon,
        placeName: run.placeName,
        placeAddress: run.placeAddress,
        placeLatitude: run.placeLatitude,
        placeLongitude: run.placeLongitude,
        placeNote: run.placeNote,
        onlineUrl: hasPlace ? run.onlineUrl : null,
        cancelled: run.state === "cancelled",
      },
      sessions: sessions.map(({ id, position, startsAt, endsAt, zone, scheduleVersion, cancelledAt }) => ({
        id,
        position,
        startsAt,
        endsAt,
        zone,
        scheduleVersion,
        cancelled: cancelledAt !== null,
      })),
      deadline,
      holdsSeat: holdsSeat(state),
      mayCancel: isOpen(state) && (!holdsSeat(state) || !deadline || mayCancel(deadline, tx.now)),
      attended: row.attendances.some((one) => came(one.state as AttendanceState)),
      business: {
        name: business.name,
        slug: business.slug,
        zone: business.zone,
        phone: business.settings?.phone ?? null,
        brandColor: business.brandColor,
      },
      now: tx.now,
    };
  });
}
