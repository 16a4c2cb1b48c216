import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

export interface ShopPage {
  id: string;
  version: number;
  name: string;
  businessNumber: string | null;
  trade: string | null;
  address: string | null;
  createdAt: Date;
  people: { id: string; name: string; title: string | null; phone: string | null; primary: boolean }[];
}

/** A shop with its people, those whose primary shop it is first. Null for none of this tenant. */
export async function shopPage(tenant: TenantScope, id: string): Promise<ShopPage | null> {
  return inTransaction(tenant, async (tx) => {
    const shop = await tx.db.shop.findFirst({ where: { id } });
    if (!shop) return null;
    const people = await tx.db.customerShop.findMany({
      where: { shopId: id, customer: { erasedAt: null } },
      orderBy: [{ primary: "desc" }, { since: "asc" }, { customerId: "asc" }],
      take: 200,
      select: {
        primary: true,
        customer: {
          select: {
            id: true,
            name: true,
            title: true,
            contactPoints: {
              where: { channel: "phone" },
              orderBy: [{ primary: "desc" }, { createdAt: "asc" }],
              take: 1,
              select: { address: true },
            },
          },
        },
      },
    });
    return {
      id,
      version: shop.version,
      name: shop.name,
      businessNumber: shop.businessNumber,
      trade: shop.trade,
      address: shop.address,
      createdAt: shop.createdAt,
      people: people.map(({ primary, customer: { contactPoints, ...customer } }) => ({
        ...customer,
        phone: contactPoints[0]?.address ?? null,
        primary,
      })),
    };
  });
}
