"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { writeText } from "./simulator";

const reply = z.strictObject({
  from: z.string().regex(/^\+\d{7,15}$/),
  to: z.string().regex(/^\+?\d{3,15}$/),
  body: z.string().trim().min(1).max(1600),
});

/** Writes a text on a phone of the simulator. Only from this site's own pages, only in demo mode. */
export async function replyFromPhone(form: FormData): Promise<void> {
  if (!env.isDemo) notFound();
  const heard = await headers();
  const origin = heard.get("origin");
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== heard.get("host")) notFound();
  const given = reply.safeParse({ from: form.get("from"), to: form.get("to"), body: form.get("body") });
  if (given.success) await writeText(given.data.from, given.data.to, given.data.body);
  revalidatePath("/dev/phone", "layout");
}
