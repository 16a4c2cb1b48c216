import { callbackTarget, receiveStatus } from "@/lib/messages/callbacks";
import { validSignature } from "@/lib/platform/sms/signature";
import { isUuid, readTwilioRequest } from "@/lib/web/twilio-request";

const forbidden = () => new Response(null, { status: 403 });

/** Status callbacks: verified with the token of the account the message left through, kept once, answered at once. */
export async function POST(request: Request): Promise<Response> {
  const callbackId = new URL(request.url).searchParams.get("m");
  const read = await readTwilioRequest(request);
  if (!read || !isUuid(callbackId)) return forbidden();
  const target = await callbackTarget(callbackId);
  if (!target || !validSignature({ ...read, authToken: target.authToken })) return forbidden();
  const providerSid = read.params.get("MessageSid");
  const status = read.params.get("MessageStatus");
  if (!providerSid || !status) return new Response(null, { status: 400 });
  await receiveStatus(target.tenant, {
    callbackId,
    providerSid,
    status,
    errorCode: read.params.get("ErrorCode") || null,
  });
  return new Response(null, { status: 204 });
}
