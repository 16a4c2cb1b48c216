import type { Choice } from "@/components/ui/select-field";
import { membersOf } from "@/lib/tenants/members";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";

/** The members who see customers, by name: whoever a task or a customer can be given to. */
export async function memberChoices(staff: StaffScope): Promise<Choice[]> {
  const members = await membersOf(staff);
  return members
    .filter(({ role }) => may(role, "customers.read"))
    .map(({ membershipId, name }) => ({ value: membershipId, label: name }));
}
