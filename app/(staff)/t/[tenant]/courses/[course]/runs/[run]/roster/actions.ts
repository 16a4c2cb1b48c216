"use server";

import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { consentPurposes } from "@/lib/customers/schema";
import { approve, confirmPayment, decline, putOnWaitlist } from "@/lib/enrollments/approval";
import { mark, markAllPresent } from "@/lib/enrollments/attendance";
import { cancel } from "@/lib/enrollments/cancellation";
import { addByStaff } from "@/lib/enrollments/enrollments";
import { refuseOthersRun } from "@/lib/enrollments/roster";
import type { Applied } from "@/lib/enrollments/schema";
import { attendanceStates } from "@/lib/enrollments/states";
import { optionalText, tick } from "@/lib/platform/form-fields";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import type { Answer } from "@/lib/web/answer";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

const person = { runId: z.uuid(), enrollmentId: z.uuid() };

const markOne = staffAction(
  "attendance.write",
  z.strictObject({ ...person, sessionId: z.uuid(), state: z.enum(attendanceStates) }),
  async (staff, { runId, enrollmentId, sessionId, state }) => {
    await own(staff, runId, enrollmentId);
    await mark(staff, { enrollmentId, sessionId, state, means: "tap" });
  },
);

const markAll = staffAction(
  "attendance.write",
  z.strictObject({ runId: z.uuid(), sessionId: z.uuid() }),
  async (staff, { runId, sessionId }) => {
    await own(staff, runId);
    return (await markAllPresent(staff, sessionId)).length;
  },
);

const deciding = { approve, decline, wait: putOnWaitlist, pay: confirmPayment } as const;

const decideOne = staffAction(
  "enrollments.write",
  z.strictObject({ ...person, verb: z.enum(["approve", "decline", "wait", "pay", "cancel"]) }),
  async (staff, { runId, enrollmentId, verb }) => {
    await own(staff, runId, enrollmentId);
    if (verb === "cancel") await cancel(staff, enrollmentId, { by: "owner" });
    else await deciding[verb](staff, enrollmentId);
  },
);

const addOne = staffAction(
  "enrollments.write",
  z.strictObject({
    runId: z.uuid(),
    name: z.string().max(400).default(""),
    phone: z.string().max(200).default(""),
    shop: optionalText(60),
    waitIfFull: tick,
    consents: z.partialRecord(z.enum(consentPurposes), tick).default({}),
  }),
  async (staff, { shop, consents, ...typed }) => {
    await own(staff, typed.runId);
    return addByStaff(staff, {
      ...typed,
      shop: shop ?? undefined,
      consents: consentPurposes.filter((purpose) => consents[purpose]),
      evidence: { locale: staff.tenant.locale, source: "staff" },
      origin: "staff",
    });
  },
);

/** What is said when something was refused; null when it is done. */
export type Outcome = string | null;

export async function markPerson(tenant: string, form: FormData): Promise<Outcome> {
  return sentence(await markOne(tenant, null, form));
}

export async function markEverybody(tenant: string, form: FormData): Promise<Outcome> {
  return sentence(await markAll(tenant, null, form));
}

export async function decideOnPerson(tenant: string, form: FormData): Promise<Outcome> {
  return sentence(await decideOne(tenant, null, form));
}

export type AddState =
  | { added: Applied["outcome"] | "waitlisted" }
  | { refused: string; field: string; values: Record<string, string | string[]> }
  | null;

export async function addPerson(tenant: string, _previous: AddState, form: FormData): Promise<AddState> {
  const answer = await addOne(tenant, null, form);
  if (answer.ok) return { added: answer.value.state === "waitlisted" ? "waitlisted" : answer.value.outcome };
  const refused = await sentence(answer);
  return { refused: refused ?? "", field: String(answer.details["field"] ?? ""), values: answer.values };
}

async function sentence(answer: Answer<unknown>): Promise<Outcome> {
  if (answer.ok) return null;
  // The sentence for applicants speaks of a box that staff do not see.
  const reason = answer.reason === "enrollments.full" ? "enrollments.fullShort" : answer.reason;
  return refusalWords(await getTranslations(), { ...answer, reason });
}

const own = (staff: StaffScope, runId: string, enrollmentId?: string) =>
  refuseOthersRun(staff, runId, { instructorId: ownCoursesOnly(staff), enrollmentId });
