import { businessNow } from "@/lib/platform/clock";
import { watchAfterwards } from "@/lib/web/watching";

export const dynamic = "force-dynamic";

/** Readiness: the database answers too. */
export async function GET(): Promise<Response> {
  const ready = await businessNow().then(
    () => true,
    () => false,
  );
  watchAfterwards();
  return Response.json({ ready }, { status: ready ? 200 : 503 });
}
