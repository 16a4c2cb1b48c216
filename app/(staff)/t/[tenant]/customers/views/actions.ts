"use server";

import { changeViewInput, moveViewInput, removeViewInput } from "@/lib/customers/views/schema";
import { changeView, moveView, removeView } from "@/lib/customers/views/views";
import { staffAction } from "@/lib/web/staff-action";

export const renameView = staffAction("customers.read", changeViewInput, changeView);
export const shiftView = staffAction("customers.read", moveViewInput, moveView);
export const dropView = staffAction("customers.read", removeViewInput, removeView);
