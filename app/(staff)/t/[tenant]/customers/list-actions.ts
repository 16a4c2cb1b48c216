"use server";

import { redirect } from "next/navigation";
import { bulk } from "@/lib/customers/bulk/bulk";
import { bulkInput, undoInput } from "@/lib/customers/bulk/schema";
import { undoBulk } from "@/lib/customers/bulk/undo";
import { replaceViewInput, saveViewInput } from "@/lib/customers/views/schema";
import { replaceView, saveView } from "@/lib/customers/views/views";
import { staffAction } from "@/lib/web/staff-action";

export const doToMany = staffAction("customers.write", bulkInput, bulk);
export const takeBackFromMany = staffAction("customers.write", undoInput, undoBulk);

/** A view belongs to the member who looks, so reading customers is enough. */
export const keepView = staffAction("customers.read", saveViewInput, async (staff, input) => {
  const { query } = await saveView(staff, input);
  redirect(`/t/${staff.tenant.slug}/customers${query ? `?${query}` : ""}`);
});
export const updateView = staffAction("customers.read", replaceViewInput, replaceView);
