"use server";

import { redirect } from "next/navigation";
import { pairInput, takeBackApart, tellApart } from "@/lib/customers/duplicates/told-apart";
import { survivorOf } from "@/lib/customers/merged-away";
import { merge } from "@/lib/merging/merging";
import { part } from "@/lib/merging/parting";
import { mergeInput, partInput } from "@/lib/merging/schema";
import { Refusal } from "@/lib/platform/refusal";
import { staffAction } from "@/lib/web/staff-action";

export const tellPairApart = staffAction("customers.write", pairInput, tellApart);
export const takePairBack = staffAction("customers.write", pairInput, takeBackApart);

/** Leads to the one customer; back to the preview, with the choices kept, when something changed since it was made. */
export const mergeTwo = staffAction("customers.write", mergeInput, async (staff, input): Promise<void> => {
  const { survivorId, goneId, choose = {} } = input;
  const base = `/t/${staff.tenant.slug}/customers`;
  const changed = await merge(staff, input).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Refusal && error.reason === "merging.changedMeanwhile") return true;
      throw error;
    },
  );
  if (!changed) redirect(`${base}/${survivorId}?said=merged`);
  redirect(
    `${base}/duplicates/${survivorId}/${goneId}?${new URLSearchParams({ ...choose, changed: "yes" })}`,
  );
});

/** Leads to what went where. */
export const partTwo = staffAction("customers.write", partInput, async (staff, input): Promise<void> => {
  const { survivorId } = await part(staff, input);
  const shown = await survivorOf(staff, survivorId);
  redirect(`/t/${staff.tenant.slug}/customers/duplicates/${shown}?parted=${input.mergeId}`);
});
