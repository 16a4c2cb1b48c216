import { pictureOfMessage } from "@/lib/messages/picture-of-message";
import { isUuid } from "@/lib/web/twilio-request";

/** The picture of an MMS, which Twilio fetches by the opaque id of the message. */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("m");
  const picture = isUuid(id) ? await pictureOfMessage(id) : null;
  if (!picture) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "content-type": picture.contentType,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
