"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { businessNow, moveClock, resetClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { addDays, addHours, instantOf, localDate } from "@/lib/platform/zoned-time";
import { nextDue } from "@/lib/today/next-due";

const zone = "Asia/Seoul";

const wish = z.discriminatedUnion("to", [
  z.object({ to: z.enum(["hour", "day", "tomorrow", "next", "reset"]) }),
  z.object({
    to: z.literal("typed"),
    date: z.iso.date(),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
]);

/** Moves the demo's time; the worker then does what has become due. Only from this site's own pages, only in demo mode. */
export async function moveDemoClock(form: FormData): Promise<void> {
  if (!env.isDemo) notFound();
  const heard = await headers();
  const origin = heard.get("origin");
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== heard.get("host")) notFound();
  const given = wish.safeParse(Object.fromEntries([...form].filter(([name]) => !name.startsWith("$"))));
  if (!given.success) redirect("/dev/clock?problem=unreadable");
  if (given.data.to === "reset") await resetClock();
  else {
    const now = await businessNow();
    const target = await targetOf(given.data, now);
    if (target && target <= now) redirect("/dev/clock?problem=backwards");
    if (target) await moveClock(target);
  }
  revalidatePath("/dev/clock");
  redirect("/dev/clock");
}

async function targetOf(
  given: Exclude<z.output<typeof wish>, { to: "reset" }>,
  now: Date,
): Promise<Date | null> {
  switch (given.to) {
    case "hour":
      return addHours(now, 1);
    case "day":
      return addHours(now, 24);
    case "tomorrow":
      return instantOf({ date: addDays(localDate(now, zone), 1), time: "10:00", zone });
    case "next":
      return nextDue();
    case "typed":
      return instantOf({ date: given.date, time: given.time, zone });
    default:
      return null;
  }
}
