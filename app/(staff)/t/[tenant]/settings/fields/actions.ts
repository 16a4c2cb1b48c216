"use server";

import {
  addField,
  addFieldInput,
  bringFieldBack,
  changeField,
  changeFieldInput,
  fieldInput,
  moveField,
  moveFieldInput,
  retireField,
} from "@/lib/customers/fields/field-changes";
import { staffAction } from "@/lib/web/staff-action";
import { versionedAction } from "@/lib/web/versioned-action";

export const addOwnField = staffAction("settings.write", addFieldInput, addField);
export const saveOwnField = versionedAction("settings.write", changeFieldInput, changeField);
export const moveOwnField = staffAction("settings.write", moveFieldInput, moveField);
export const retireOwnField = staffAction("settings.write", fieldInput, retireField);
export const bringOwnFieldBack = staffAction("settings.write", fieldInput, bringFieldBack);
