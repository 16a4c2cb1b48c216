import { redirect } from "next/navigation";
import { desksOf } from "@/lib/tenants/memberships";

/** Where somebody goes who just signed in: back to what they wanted, else to their only business, else to the choice. */
export async function goOn(accountId: string, next: string | undefined): Promise<never> {
  if (next) redirect(next);
  const [only, ...others] = await desksOf(accountId);
  redirect(only && others.length === 0 ? `/t/${only.slug}/today` : "/tenants");
}
