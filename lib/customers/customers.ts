import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

/** A customer and the number or address we write to. */
export interface ReachableCustomer {
  id: string;
  name: string;
  shop: string | null;
  locale: string | null;
  erasedAt: Date | null;
  phone: { address: string; canReceiveTexts: boolean; badSince: Date | null } | null;
}

/** A customer of this tenant; somebody else's is simply not there. */
export async function customerOrRefuse(tx: Tx, id: string): Promise<ReachableCustomer> {
  const customer = await tx.db.customer.findFirst({
    where: { id },
    select: {
      id: true,
      name: true,
      shop: true,
      locale: true,
      erasedAt: true,
      contactPoints: {
        where: { channel: "phone" },
        orderBy: [{ primary: "desc" }, { createdAt: "asc" }],
        take: 1,
        select: { address: true, canReceiveTexts: true, badSince: true },
      },
    },
  });
  if (!customer) throw new Refusal("not_found", "errors.not_found");
  const { contactPoints, ...rest } = customer;
  return { ...rest, phone: contactPoints[0] ?? null };
}
