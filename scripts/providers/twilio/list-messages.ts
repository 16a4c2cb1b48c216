import { isListed } from "../faults";
import { messageResource, type StoredMessage } from "./message";
import { refusal } from "./refusals";

/** Twilio compares whole UTC days, whatever time of day the caller gave. */
function utcDay(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (day) return day;
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime())) throw refusal(20422);
  return parsed.toISOString().slice(0, 10);
}

/** A message without DateSent matches no DateSent filter at all; both ends are inclusive. */
function matchesDates(message: StoredMessage, query: URLSearchParams): boolean {
  const [on, until, from] = [query.get("DateSent"), query.get("DateSent<"), query.get("DateSent>")];
  if (!on && !until && !from) return true;
  if (message.sentAt === null) return false;
  const day = message.sentAt.slice(0, 10);
  return (!on || day === utcDay(on)) && (!until || day <= utcDay(until)) && (!from || day >= utcDay(from));
}

/** One page of the newest messages first, in Twilio's envelope. `Page` is the client's own count; the token decides. */
export function listPage(
  all: readonly StoredMessage[],
  accountSid: string,
  path: string,
  query: URLSearchParams,
  now: Date,
) {
  const to = query.get("To");
  const from = query.get("From");
  const pageSize = Math.min(Math.max(Number(query.get("PageSize") ?? 50) || 50, 1), 1000);
  const page = Math.max(Number(query.get("Page") ?? 0) || 0, 0);
  const matching = all
    .filter(
      (message) =>
        message.accountSid === accountSid &&
        (!to || message.to === to) &&
        (!from || message.from === from) &&
        matchesDates(message, query),
    )
    .filter((message) => isListed(message, now))
    .reverse();
  const token = query.get("PageToken");
  const start = token ? matching.findIndex((message) => `PA${message.sid}` === token) + 1 : page * pageSize;
  const shown = matching.slice(start, start + pageSize);
  const last = shown.at(-1);
  const uri = (params: Record<string, string>, drop: string[] = []) => {
    const next = new URLSearchParams(query);
    for (const name of drop) next.delete(name);
    next.set("PageSize", String(pageSize));
    for (const [name, value] of Object.entries(params)) next.set(name, value);
    return `${path}?${next}`;
  };
  return {
    first_page_uri: uri({ Page: "0" }, ["PageToken"]),
    end: start + shown.length - (shown.length > 0 ? 1 : 0),
    previous_page_uri: page > 0 ? uri({ Page: String(page - 1) }, ["PageToken"]) : null,
    messages: shown.map(messageResource),
    uri: uri({ Page: String(page) }),
    page_size: pageSize,
    start,
    next_page_uri:
      last && start + pageSize < matching.length
        ? uri({ Page: String(page + 1), PageToken: `PA${last.sid}` })
        : null,
    page,
  };
}
