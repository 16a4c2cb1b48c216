"use server";

import { paperInput, withdrawalInput } from "@/lib/customers/ledger/schema";
import { recordPaper, withdrawByStaff } from "@/lib/customers/ledger/staff-statements";
import { recordGuardianPaper } from "@/lib/enrollments/guardians/answering";
import { guardianPaper } from "@/lib/enrollments/guardians/schema";
import { staffAction } from "@/lib/web/staff-action";

export const noteWithdrawal = staffAction("customers.write", withdrawalInput, withdrawByStaff);
export const noteGuardianPaper = staffAction("customers.write", guardianPaper, recordGuardianPaper);
export const notePaper = staffAction("customers.write", paperInput, recordPaper);
