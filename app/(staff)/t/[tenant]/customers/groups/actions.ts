"use server";

import {
  addToGroup,
  deleteGroup,
  makeGroup,
  removeFromGroup,
  renameGroup,
} from "@/lib/customers/groups/groups";
import {
  deleteLabelInput,
  groupMemberInput,
  groupNameInput,
  renameGroupInput,
} from "@/lib/customers/groups/schema";
import {
  renameTagInput,
  tagCustomerInput,
  tagNameInput,
  untagCustomerInput,
} from "@/lib/customers/tags/schema";
import { deleteTag, makeTag, renameTag, tagCustomer, untagCustomer } from "@/lib/customers/tags/tags";
import { staffAction } from "@/lib/web/staff-action";

export const addTag = staffAction("customers.write", tagNameInput, makeTag);
export const saveTag = staffAction("customers.write", renameTagInput, renameTag);
export const dropTag = staffAction("customers.write", deleteLabelInput, deleteTag);
export const putTag = staffAction("customers.write", tagCustomerInput, tagCustomer);
export const takeTag = staffAction("customers.write", untagCustomerInput, untagCustomer);

export const addGroup = staffAction("customers.write", groupNameInput, makeGroup);
export const saveGroup = staffAction("customers.write", renameGroupInput, renameGroup);
export const dropGroup = staffAction("customers.write", deleteLabelInput, deleteGroup);
export const putIntoGroup = staffAction("customers.write", groupMemberInput, addToGroup);
export const takeFromGroup = staffAction("customers.write", groupMemberInput, removeFromGroup);
