"use server";

import { redirect } from "next/navigation";
import {
  changeFromRows,
  lookUp,
  makeFromRows,
  previewOfRows,
  whyInRows,
} from "@/lib/customers/segments/building";
import {
  changeSegmentInput,
  lookUpInput,
  newSegmentInput,
  previewInput,
  retireSegmentInput,
  whyInput,
} from "@/lib/customers/segments/schema";
import { retireSegment } from "@/lib/customers/segments/segments";
import { staffAction } from "@/lib/web/staff-action";

const reads = { reads: true };

export const makeSegment = staffAction("customers.write", newSegmentInput, async (staff, input) => {
  const { id } = await makeFromRows(staff, input);
  redirect(`/t/${staff.tenant.slug}/customers/segments/${id}?saved=1`);
});

export const saveSegment = staffAction("customers.write", changeSegmentInput, async (staff, input) => {
  const meanwhile = await changeFromRows(staff, input);
  if (meanwhile) return meanwhile;
  // Another address after each save: the form begins anew with it, and not when somebody else's save shows through.
  redirect(`/t/${staff.tenant.slug}/customers/segments/${input.id}?saved=${input.rowVersion + 1}`);
});

export const putAway = staffAction("customers.write", retireSegmentInput, async (staff, { id, retired }) => {
  await retireSegment(staff, { id, retired: retired === "yes" });
  const said = retired === "yes" ? `retired=${id}` : "restored";
  redirect(`/t/${staff.tenant.slug}/customers/segments?${said}`);
});

export const previewSegment = staffAction("customers.read", previewInput, previewOfRows, reads);

export const explainSegment = staffAction("customers.read", whyInput, whyInRows, reads);

export const lookUpCustomer = staffAction("customers.read", lookUpInput, lookUp, reads);
