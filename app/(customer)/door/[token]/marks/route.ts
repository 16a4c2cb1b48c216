import { doorRoster } from "@/lib/enrollments/door";
import { Refusal } from "@/lib/platform/refusal";
import { linkScope } from "@/lib/web/link";
import { refusalResponse } from "@/lib/web/refusal-response";
import { markAtDoor } from "../actions";

interface Context {
  params: Promise<{ token: string }>;
}

const fresh = { headers: { "cache-control": "no-store" } };

/** The roster as it stands, for helpers who watch each other's marks. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const holder = await linkScope((await params).token, ["door"]);
    if (!holder) throw new Refusal("not_found", "errors.not_found");
    const { people } = await doorRoster(holder, holder.link.subjectId);
    return Response.json({ people }, fresh);
  } catch (error) {
    return refusalResponse(error);
  }
}

/** One mark, at an address that stays the same over new versions: taps kept by a phone arrive after a deployment too. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const given = await request.json().catch(() => null);
  return Response.json(await markAtDoor((await params).token, null, given), fresh);
}
