import { templatePicture } from "@/lib/follow-ups/template-picture";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; key: string; file: string };

/** The picture of a text at the desk. */
export const GET = staffRoute<Params>("messages.read", async (staff, _request, { key, file }) => {
  const { bytes, mediaType } = await templatePicture(staff, key, file);
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": mediaType, "cache-control": "private, max-age=3600" },
  });
});
