"use server";

import { redirect } from "next/navigation";
import { addCustomer, newCustomerInput, otherOfNumber } from "@/lib/customers/customer-page-changes";
import { addNote, noteInput } from "@/lib/customers/notes";
import { changeCustomer, changeCustomerInput } from "@/lib/customers/record/change-customer";
import {
  addContactPoint,
  addPointInput,
  changeContactPoint,
  changePointInput,
  makePrimaryPoint,
  pointInput,
  removeContactPoint,
} from "@/lib/customers/record/contact-points";
import { fileInput, putFileBack, removeFile } from "@/lib/customers/record/files";
import {
  addShop,
  addShopInput,
  changeShop,
  changeShopInput,
  choosePrimaryShop,
  putIntoShop,
  removeShop,
  shopOfCustomerInput,
} from "@/lib/customers/record/shop-changes";
import { refusalInput, refuseByStaff } from "@/lib/customers/refusals";
import { staffAction } from "@/lib/web/staff-action";
import { versionedAction } from "@/lib/web/versioned-action";

/** Asks first when somebody else goes by the number; what was typed comes back with the question. */
export const addByPhone = staffAction("customers.write", newCustomerInput, async (staff, input) => {
  const { whose, ...typed } = input;
  const other = whose ? null : await otherOfNumber(staff, input);
  if (other) return { asks: other.name, typed };
  const { id, known } = await addCustomer(staff, input);
  redirect(`/t/${staff.tenant.slug}/customers/${id}?said=${known ? "known" : "added"}`);
});

export const saveCustomer = versionedAction(
  "customers.write",
  changeCustomerInput,
  async (staff, input): Promise<{ version: number }> => {
    await changeCustomer(staff, input);
    redirect(`/t/${staff.tenant.slug}/customers/${input.id}`);
  },
);

export const writeNote = staffAction("customers.write", noteInput, addNote);

export const noteRefusal = staffAction("customers.write", refusalInput, refuseByStaff);
export const addPoint = staffAction("customers.write", addPointInput, addContactPoint);
export const savePoint = versionedAction("customers.write", changePointInput, changeContactPoint);
export const dropPoint = staffAction("customers.write", pointInput, removeContactPoint);
export const preferPoint = staffAction("customers.write", pointInput, makePrimaryPoint);

export const addToShop = staffAction("customers.write", addShopInput, addShop);
export const takeOutOfShop = staffAction("customers.write", shopOfCustomerInput, removeShop);
export const returnToShop = staffAction("customers.write", shopOfCustomerInput, putIntoShop);
export const preferShop = staffAction("customers.write", shopOfCustomerInput, choosePrimaryShop);
export const saveShop = versionedAction("customers.write", changeShopInput, changeShop);

export const takeFileAway = staffAction("customers.write", fileInput, removeFile);
export const bringFileBack = staffAction("customers.write", fileInput, putFileBack);
