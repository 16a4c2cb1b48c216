"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { bringForward } from "@/lib/messages/bringing-forward";
import { writeOutboxQuery } from "@/lib/messages/outbox/query";
import { sendAgain } from "@/lib/messages/sending-again";
import { takeAllBack, takeBack, takeBackMany, takeBackReason } from "@/lib/messages/taking-back";
import { staffAction } from "@/lib/web/staff-action";

const one = z.object({ id: z.uuid() });

/** Takes one planned text back. */
export const takeMessageBack = staffAction(
  "messages.write",
  one.extend({ why: takeBackReason }),
  (staff, { id, why }) => takeBack(staff, id, why),
);

const takenBackMessages = { tab: "stopped", filters: { reason: "messages.takenBack" } } as const;

/** Takes back what a view of the outbox shows, as many as were confirmed. */
export const takeMessagesBack = staffAction("messages.write", takeBackMany, async (staff, input) => {
  await takeAllBack(staff, input);
  redirect(`/t/${staff.tenant.slug}/messages${writeOutboxQuery(takenBackMessages)}`);
});

/** Lets a planned message go at once, if it may. */
export const sendMessageNow = staffAction("messages.write", one, (staff, { id }) => bringForward(staff, id));

/** Sends one that did not arrive once more, as a message of its own. */
export const sendMessageAgain = staffAction("messages.write", one, (staff, { id }) => sendAgain(staff, id));
