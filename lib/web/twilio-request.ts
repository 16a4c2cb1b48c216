import { env } from "@/lib/platform/env";

/** The form and the signature of a webhook, with the address as it is configured at Twilio: never rebuilt from Host headers. */
export interface TwilioRequest {
  url: string;
  signature: string | null;
  params: URLSearchParams;
}

/** A callback is small; whatever is larger is not one. */
const largestBody = 20_000;

export async function readTwilioRequest(request: Request): Promise<TwilioRequest | null> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  if (body.length > largestBody) return null;
  return {
    url: `${env.baseUrl}${pathname}${search}`,
    signature: request.headers.get("x-twilio-signature"),
    params: new URLSearchParams(body),
  };
}

export const isUuid = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
