import type { Browser, Seen } from "../../support/people";

export type Fields = Record<string, string | string[]>;

export function form(fields: Fields): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) data.append(name, value);
  return data;
}

/**
 * Calls a server action as the framework's client does: the arguments as React writes them, of which only plain values and
 * forms are needed here.
 */
export function callAction(
  browser: Browser,
  address: string,
  id: string,
  args: readonly unknown[],
  origin?: string | null,
): Promise<Seen> {
  return browser.ask(address, {
    method: "POST",
    headers: { "next-action": id, accept: "text/x-component" },
    body: encoded(args),
    ...(origin === undefined ? {} : { origin }),
  });
}

function encoded(args: readonly unknown[]): FormData {
  const body = new FormData();
  const root = args.map((value, place) => {
    if (!(value instanceof FormData)) return value;
    const part = place + 1;
    for (const [name, entry] of value) body.append(`_${part}_${name}`, entry);
    return `$K${part.toString(16)}`;
  });
  body.append("0", JSON.stringify(root));
  return body;
}

/** What an action answered, without the ids and what was typed. */
export function answerOf({ status, headers, body }: Seen): string {
  const row = /^1:(.*)$/m.exec(body)?.[1] ?? "";
  return `${status} ${headers.get("x-action-redirect") ?? ""} ${row}`
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")
    .replace(/"values":\{[^}]*\}/, "");
}
