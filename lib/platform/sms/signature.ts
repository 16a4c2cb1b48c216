import twilio from "twilio";

interface SignedRequest {
  /** Token of the account the request claims to come from. */
  authToken: string;
  /** The X-Twilio-Signature header. */
  signature: string | null | undefined;
  /** The address as configured at Twilio, with its query; never rebuilt from Host headers. */
  url: string;
  /** All form fields as they came, empty and repeated ones too. */
  params: URLSearchParams;
}

/** Whether Twilio signed exactly this request. Without a signature: no. */
export function validSignature({ authToken, signature, url, params }: SignedRequest): boolean {
  if (!signature || !authToken) return false;
  const fields = Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
  return twilio.validateRequest(authToken, signature, url, fields);
}
