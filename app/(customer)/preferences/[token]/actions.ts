"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { choices, choose } from "@/lib/follow-ups/preferences";
import { linkAction } from "@/lib/web/link";

const chosen = z.object({ choice: z.enum(choices), given: z.enum(["yes", "no"]) });

/** Gives or withdraws one consent; repeating it changes nothing. */
export const setChoice = linkAction(["preferences"], chosen, async (holder, { choice, given }) => {
  const page = (await headers()).get("x-pathname") ?? "/";
  const { addressHash, userAgent } = holder.visitor;
  const evidence = { source: "link", sourcePage: "preferences", ipHash: addressHash, userAgent };
  await choose(holder, holder.link.subjectId, { choice, given: given === "yes" }, evidence);
  redirect(`${page}?said=${choice}-${given}`);
});
