import { createHmac } from "node:crypto";

import { env } from "@/lib/platform/env";

/** Twilio's signature, made from its description. */
export function sign(token: string, url: string, params: Record<string, string>): string {
  const data = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + params[name], url);
  return createHmac("sha1", token).update(data, "utf8").digest("base64");
}

type Handler = (request: Request) => Promise<Response>;

interface Signature {
  /** The account's token. */
  token: string;
  /** The address that is signed, when it is not the one of the request. */
  url?: string;
  /** Stands in the header as it is; null for none. */
  value?: string | null;
}

/** Delivers a webhook as a proxy hands it on, with this signature; answers the status. */
async function deliver(
  handler: Handler,
  path: string,
  params: Record<string, string>,
  signature: Signature,
): Promise<number> {
  const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
  const { token, url = env.baseUrl + path } = signature;
  const value = signature.value === undefined ? sign(token, url, params) : signature.value;
  if (value !== null) headers.set("x-twilio-signature", value);
  const body = new URLSearchParams(params);
  const answer = await handler(new Request(`http://10.0.0.7:3000${path}`, { method: "POST", headers, body }));
  return answer.status;
}

/** Delivers as a test's own account does, whose token is asked for each time; a test says what it signs differently. */
export const signedBy =
  (token: () => string) =>
  (handler: Handler, path: string, params: Record<string, string>, differently: Partial<Signature>) =>
    deliver(handler, path, params, { token: token(), ...differently });
