import { businessNow } from "@/lib/platform/clock";

export const dynamic = "force-dynamic";

/** Readiness: the database answers too. */
export async function GET(): Promise<Response> {
  const ready = await businessNow().then(
    () => true,
    () => false,
  );
  return Response.json({ ready }, { status: ready ? 200 : 503 });
}
