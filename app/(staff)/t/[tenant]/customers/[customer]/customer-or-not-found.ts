import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { type CustomerPage, customerPage } from "@/lib/customers/customer-page";
import { survivorOf } from "@/lib/customers/merged-away";
import { type StaffScope, staffPage } from "@/lib/web/staff";

/** The customer of an address with the member who looks; "not found" for anybody else's. Once a request. */
export const customerOrNotFound = cache(
  async (slug: string, id: string): Promise<{ staff: StaffScope; customer: CustomerPage }> => {
    const staff = await staffPage(slug, "customers.read");
    const customer = z.uuid().safeParse(id).success ? await customerPage(staff, id) : null;
    if (customer) return { staff, customer };
    const now = z.uuid().safeParse(id).success ? await survivorOf(staff, id) : id;
    // Somebody merged away: their address leads to who they are now.
    if (now !== id) redirect(`/t/${slug}/customers/${now}`);
    notFound();
  },
);
