import { randomUUID } from "node:crypto";

/** What a browser without JavaScript would send of a rendered application form. */
export interface RenderedForm {
  action: string;
  filled: (given: {
    name: string;
    phone: string;
    consents: readonly string[];
    waitIfFull?: boolean;
    from?: string;
    /** Fields to send beside those, or instead of the hidden ones. */
    also?: Readonly<Record<string, string>>;
  }) => {
    method: "POST";
    headers: Record<string, string>;
    body: string;
  };
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
};

/**
 * Reads the form of a page as it was rendered: its hidden fields, and the names of its boxes. Each filled form carries an
 * idempotency key of its own, as a freshly drawn form would.
 */
export async function renderedForm(pageUrl: string): Promise<RenderedForm> {
  const html = await (await fetch(pageUrl)).text();
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([whole]) => whole)
    .find((whole) => whole.includes('name="phone"'));
  if (!form) throw new Error("the page shows no application form");
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const hidden = inputs
    .filter((tag) => attribute(tag, "type") === "hidden")
    .map((tag) => [attribute(tag, "name") ?? "", attribute(tag, "value") ?? ""] as const);
  const boxes = inputs
    .filter((tag) => attribute(tag, "type") === "checkbox")
    .map((tag) => [attribute(tag, "name") ?? "", attribute(tag, "value") ?? "on"] as const);
  const nameOfBox = (purpose: string) =>
    boxes.find(([name, value]) => name.endsWith(purpose) || value === purpose);
  const { origin } = new URL(pageUrl);
  return {
    action: pageUrl,
    filled: ({ name, phone, consents, waitIfFull = false, from, also = {} }) => {
      const drawn: (readonly [string, string])[] = hidden.map(([field, value]) =>
        field === "idempotencyKey" ? ([field, randomUUID()] as const) : ([field, value] as const),
      );
      const fields = drawn.filter(([field]) => also[field] === undefined);
      fields.push(["name", name], ["phone", phone], ...Object.entries(also));
      for (const purpose of [...consents, ...(waitIfFull ? ["waitIfFull"] : [])]) {
        const box = nameOfBox(purpose);
        if (box) fields.push(box);
      }
      const boundary = `----form${randomUUID()}`;
      const parts = fields.map(
        ([field, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
      );
      return {
        method: "POST",
        headers: {
          "content-type": `multipart/form-data; boundary=${boundary}`,
          origin,
          ...(from ? { "x-forwarded-for": from } : {}),
        },
        body: `${parts.join("")}--${boundary}--\r\n`,
      };
    },
  };
}
