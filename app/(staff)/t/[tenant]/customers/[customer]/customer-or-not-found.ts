import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { type CustomerPage, customerPage } from "@/lib/customers/customer-page";
import { type StaffScope, staffPage } from "@/lib/web/staff";

/** The customer of an address with the member who looks; "not found" for anybody else's. Once a request. */
export const customerOrNotFound = cache(
  async (slug: string, id: string): Promise<{ staff: StaffScope; customer: CustomerPage }> => {
    const staff = await staffPage(slug, "customers.read");
    const customer = z.uuid().safeParse(id).success ? await customerPage(staff, id) : null;
    return customer ? { staff, customer } : notFound();
  },
);
