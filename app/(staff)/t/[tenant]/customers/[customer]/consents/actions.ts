"use server";

import { paperInput, withdrawalInput } from "@/lib/customers/ledger/schema";
import { recordPaper, withdrawByStaff } from "@/lib/customers/ledger/staff-statements";
import { staffAction } from "@/lib/web/staff-action";

export const noteWithdrawal = staffAction("customers.write", withdrawalInput, withdrawByStaff);
export const notePaper = staffAction("customers.write", paperInput, recordPaper);
