"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { answerAsGuardian } from "@/lib/enrollments/guardians/answering";
import { guardianAnswer } from "@/lib/enrollments/guardians/schema";
import { linkAction } from "@/lib/web/link";

/** Yes with the boxes ticked here, or no; the page then says what became of it. */
export const answerGuardian = linkAction(
  ["guardian"],
  guardianAnswer,
  async (holder, given): Promise<never> => {
    const page = (await headers()).get("x-pathname") ?? "/";
    const { addressHash, userAgent } = holder.visitor;
    await answerAsGuardian(holder, holder.link.subjectId, given, { ipHash: addressHash, userAgent });
    redirect(page);
  },
);
