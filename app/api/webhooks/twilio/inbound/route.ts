import { inboundTargets, receiveInbound } from "@/lib/messages/inbound";
import { validSignature } from "@/lib/platform/sms/signature";
import { isUuid, readTwilioRequest } from "@/lib/web/twilio-request";

const forbidden = () => new Response(null, { status: 403 });

/** Inbound texts; `?a=` names the tenant's account by its opaque id, else it is found by the provider's account sid. */
export async function POST(request: Request): Promise<Response> {
  const accountId = new URL(request.url).searchParams.get("a");
  const read = await readTwilioRequest(request);
  if (!read || (accountId !== null && !isUuid(accountId))) return forbidden();
  const targets = await inboundTargets(accountId, read.params.get("AccountSid") ?? "");
  const target = targets.find(({ authToken }) => validSignature({ ...read, authToken }));
  if (!target) return forbidden();
  const providerSid = read.params.get("MessageSid");
  const from = read.params.get("From");
  if (!providerSid || !from) return new Response(null, { status: 400 });
  await receiveInbound(target.tenant, {
    providerSid,
    from,
    to: read.params.get("To") ?? "",
    body: read.params.get("Body") ?? "",
    optOutType: read.params.get("OptOutType"),
  });
  return new Response("<Response/>", { status: 200, headers: { "content-type": "text/xml" } });
}
