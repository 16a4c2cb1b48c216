import { watchAfterwards } from "@/lib/web/watching";

export const dynamic = "force-dynamic";

/** Liveness: this process answers. */
export function GET(): Response {
  watchAfterwards();
  return Response.json({ ok: true });
}
