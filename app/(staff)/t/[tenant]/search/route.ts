import { foundCustomers } from "@/lib/customers/found-customers";
import { staffRoute } from "@/lib/web/staff-route";

const longest = 100;

/** What the search shows while somebody types. Without JavaScript the customers' list answers the same words. */
export const GET = staffRoute<{ tenant: string }>("customers.read", async (staff, request) => {
  const typed = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json(await foundCustomers(staff, typed.slice(0, longest)), {
    headers: { "cache-control": "private, no-store" },
  });
});
