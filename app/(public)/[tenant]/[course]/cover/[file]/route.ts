import { publicCourseCover } from "@/lib/courses/public-page";
import { mayBePublicPage } from "@/lib/web/public-address";
import { missingResponse } from "@/lib/web/public-page-response";
import { coverPicture } from "@/lib/web/share-image/cover-picture";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

/** `<first 16 of the picture's hash>-<width>.jpg`: a new picture has a new name, so browsers may keep it for ever. */
const FILE = /^([0-9a-f]{16})-(800|1600)\.jpg$/;

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ tenant: string; course: string; file: string }> },
) {
  const { tenant, course, file } = await params;
  const [, hash, width] = FILE.exec(file) ?? [];
  if (!hash || !mayBePublicPage({ tenant, course })) return missingResponse();
  const cover = await publicCourseCover(tenant, course);
  if (!cover?.sha256.startsWith(hash)) return missingResponse();
  return new Response(await coverPicture(cover.bytes, Number(width)), {
    headers: { "content-type": "image/jpeg", "cache-control": "public, max-age=31536000, immutable" },
  });
}
