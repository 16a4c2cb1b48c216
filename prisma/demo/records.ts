import { addField } from "@/lib/customers/fields/field-changes";
import { changeCustomer, changeCustomerInput } from "@/lib/customers/record/change-customer";
import { addContactPoint } from "@/lib/customers/record/contact-points";
import { addShop } from "@/lib/customers/record/shop-changes";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

/** Own fields, and a customer of whom more is known than a form asks. */
export async function knownCustomers(tenant: TenantScope): Promise<void> {
  const staff = await addField(tenant, { label: "직원 수", kind: "number" });
  const topics = await addField(tenant, {
    label: "관심사",
    kind: "choices",
    options: ["블로그", "인스타그램", "단골 만들기"],
  });
  const customer = await inTransaction(tenant, ({ db }) =>
    db.customer.findFirst({ where: { name: "김영희" } }),
  );
  if (!customer) return;
  const { id, version, name } = customer;
  await changeCustomer(
    tenant,
    changeCustomerInput.parse({
      id,
      version,
      name,
      title: "대표",
      trade: "음식점",
      birthday: "1985-03-02",
      postcode: "25316",
      road: "강원 평창군 봉평면 이효석길 10",
      own: { [staff.id]: "3", [topics.id]: ["o1", "o3"] },
    }),
  );
  await addContactPoint(tenant, { customerId: id, channel: "phone", address: "033-335-0001", label: "가게" });
  await addContactPoint(tenant, { customerId: id, channel: "email", address: "memil@example.com" });
  await addShop(tenant, { customerId: id, name: "봉평메밀 2호점", choice: "new" });
}
