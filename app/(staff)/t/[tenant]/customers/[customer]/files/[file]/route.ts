import { fileInput, fileOf } from "@/lib/customers/record/files";
import { Refusal } from "@/lib/platform/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Params = { tenant: string; customer: string; file: string };

/** Nothing in it may run or load, whatever a reader makes of its bytes. */
const inert = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox";

/** A customer's file, to whoever may see the customer. Pictures are shown, papers are downloaded. */
export const GET = staffRoute<Params>("customers.read", async (staff, _request, { customer, file }) => {
  const asked = fileInput.safeParse({ customerId: customer, id: file });
  if (!asked.success) throw new Refusal("not_found", "errors.not_found");
  const { name, mediaType, bytes } = await fileOf(staff, asked.data);
  const place = mediaType.startsWith("image/") ? "inline" : "attachment";
  return new Response(bytes, {
    headers: {
      "content-type": mediaType,
      "content-disposition": `${place}; filename*=UTF-8''${encoded(name)}`,
      "content-security-policy": inert,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});

/** RFC 8187: what encodeURIComponent leaves and a header may not hold is encoded too. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
