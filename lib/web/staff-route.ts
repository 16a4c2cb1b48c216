import { Refusal } from "@/lib/platform/refusal";
import { may, type Permission } from "@/lib/tenants/permissions";
import { refusalResponse } from "./refusal-response";
import { isOurOrigin } from "./request-origin";
import { type StaffScope, staffAt } from "./staff";

/**
 * A route handler of the staff desk, for downloads and streams. Answers 401 to nobody, 404 to strangers and missing
 * permissions alike; a refusal of the handler becomes its HTTP code.
 */
export function staffRoute<Params extends { tenant: string }>(
  permission: Permission,
  handle: (staff: StaffScope, request: Request, params: Params) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      const params = await context.params;
      const safe = request.method === "GET" || request.method === "HEAD";
      if (!safe && !(await isOurOrigin())) throw new Refusal("forbidden", "errors.foreignOrigin");
      const staff = await staffAt(params.tenant);
      if (staff === "nobody") return Response.json({ error: "errors.signedOut" }, { status: 401 });
      if (!staff || !may(staff.role, permission)) throw new Refusal("not_found", "errors.not_found");
      return await handle(staff, request, params);
    } catch (error) {
      return refusalResponse(error);
    }
  };
}
