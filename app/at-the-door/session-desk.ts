import { notFound } from "next/navigation";
import { z } from "zod";
import { type Roster, type RosterSession, refuseOthersRun, rosterOf } from "@/lib/enrollments/roster";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { orNotFound } from "./or-not-found";

export interface SessionPageProps {
  params: Promise<{ tenant: string; course: string; run: string }>;
  searchParams: Promise<{ session?: string }>;
}

export interface SessionDesk {
  staff: StaffScope;
  run: Roster["run"];
  sessions: RosterSession[];
  /** The one asked for, else the one at hand; null for a run without dates. */
  session: RosterSession | null;
  rosterAddress: string;
}

/** For the pages about the door of one class session: who is here, and the session. */
export async function sessionDesk({ params, searchParams }: SessionPageProps): Promise<SessionDesk> {
  const { tenant, run: runId } = await params;
  const { session: sessionId } = await searchParams;
  const staff = await staffPage(tenant, "attendance.write");
  if (!z.uuid().safeParse(runId).success) notFound();
  const { run, sessions, session } = await orNotFound(async () => {
    await refuseOthersRun(staff, runId, { instructorId: ownCoursesOnly(staff) });
    return rosterOf(staff, runId, sessionId);
  });
  const base = `/t/${tenant}/courses/${run.courseId}/runs/${run.id}`;
  const query = session ? `?session=${session.id}` : "";
  return { staff, run, sessions, session, rosterAddress: `${base}/roster${query}` };
}
