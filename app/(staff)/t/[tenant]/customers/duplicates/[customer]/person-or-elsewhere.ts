import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { customerOrRefuse } from "@/lib/customers/customers";
import { survivorOf } from "@/lib/customers/merged-away";
import { inTransaction } from "@/lib/platform/tenancy";
import { type StaffScope, staffPage } from "@/lib/web/staff";

/** The customer of an address, for who may write; an address of somebody merged away leads to who they are now. */
export async function personOrElsewhere({ tenant, customer }: { tenant: string; customer: string }) {
  return found(tenant, customer);
}

const found = cache(
  async (
    slug: string,
    id: string,
  ): Promise<{ staff: StaffScope; customer: { id: string; name: string } }> => {
    const staff = await staffPage(slug, "customers.write");
    if (!z.uuid().safeParse(id).success) notFound();
    const now = await survivorOf(staff, id);
    if (now !== id) redirect(`/t/${slug}/customers/duplicates/${now}`);
    try {
      return { staff, customer: await inTransaction(staff, (tx) => customerOrRefuse(tx, id)) };
    } catch {
      notFound();
    }
  },
);
