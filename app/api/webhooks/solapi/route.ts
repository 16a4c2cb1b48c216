import { askSoon } from "@/lib/messages/status-hints";
import { hintedIds } from "@/lib/platform/channels/solapi/hints";
import { countTry } from "@/lib/platform/rate-limit";
import { visitorIn } from "@/lib/web/visitor";

const perSender = { name: "solapi-hint", atMost: 300, seconds: 60 };
const longestBody = 500_000;
const mostIds = 100;

/**
 * Solapi's report of a status. Nothing shows that it comes from Solapi, so it is only a hint: the messages it names are asked
 * about at Solapi itself. Always answered alike, so that it tells nobody which ids there are.
 */
export async function POST(request: Request): Promise<Response> {
  const { allowed } = await countTry(perSender, visitorIn(request.headers).addressHash);
  const said = allowed ? hintedIds((await request.text()).slice(0, longestBody)) : [];
  for (const id of said.slice(0, mostIds)) await askSoon(id);
  return new Response(null, { status: 200 });
}
