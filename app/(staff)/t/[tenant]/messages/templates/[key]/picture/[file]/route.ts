import { templatePicture } from "@/lib/follow-ups/template-picture";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; key: string; file: string };

/** The picture of a text at the desk. The file's name only keeps an older one from being shown. */
export const GET = staffRoute<Params>("messages.read", async (staff, _request, { key }) => {
  const { bytes, mediaType } = await templatePicture(staff, key);
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": mediaType, "cache-control": "private, max-age=3600" },
  });
});
