"use server";

import { redirect } from "next/navigation";
import { tryImportAgain } from "@/lib/customers/imports/failing";
import { bringIn, chooseRow, dropImport, mapImport, undoWholeImport } from "@/lib/customers/imports/imports";
import { bringInInput, chooseRowInput, mapImportInput, oneImportInput } from "@/lib/customers/imports/schema";
import { staffAction } from "@/lib/web/staff-action";
import { versionedAction } from "@/lib/web/versioned-action";

/** Leads to the file's own address, which shows the dry run. */
export const mapFile = versionedAction(
  "customers.write",
  mapImportInput,
  async (staff, input): Promise<void> => {
    await mapImport(staff, input);
    redirect(`/t/${staff.tenant.slug}/customers/import/${input.id}`);
  },
);
export const decideRow = staffAction("customers.write", chooseRowInput, chooseRow);
export const bringFileIn = versionedAction("customers.write", bringInInput, (staff, input) =>
  bringIn(staff, input),
);
export const takeFileBack = staffAction("customers.write", oneImportInput, (staff, input) =>
  undoWholeImport(staff, input),
);
export const tryFileAgain = staffAction("customers.write", oneImportInput, (staff, input) =>
  tryImportAgain(staff, input),
);
export const dropFile = staffAction(
  "customers.write",
  oneImportInput,
  async (staff, input): Promise<void> => {
    await dropImport(staff, input);
    redirect(`/t/${staff.tenant.slug}/customers/import`);
  },
);
