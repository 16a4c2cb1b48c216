import type { IncomingMessage, ServerResponse } from "node:http";
import { breakAnswer, type Fault, type Faults, lagOf, mayBeSent, requestFaults } from "../faults";
import { bodyText, sendJson } from "../http";
import type { Accounts, ProviderAccount } from "./accounts";
import { newMessage } from "./create-message";
import type { Deliveries } from "./deliveries";
import { listPage } from "./list-messages";
import { finalStatuses, messageResource, type StoredMessage } from "./message";
import type { Messages } from "./messages";
import { refusal, TwilioRefusal } from "./refusals";

/** One request as it came in. `status` null means that no answer was given on purpose. */
interface LoggedRequest {
  method: string;
  path: string;
  query: [string, string][];
  form: [string, string][];
  at: string;
  realAt: string;
  status: number | null;
  fault: string | null;
  sid: string | null;
}

interface Parts {
  messages: Messages;
  accounts: Accounts;
  faults: Faults;
  deliveries: Deliveries;
  now: () => Date | Promise<Date>;
  realNow: () => Date;
}

const route = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\/([^/]+))?\.json$/;

/** Twilio's own addresses: create, list, fetch, update and delete a message. */
export function createApi({ messages, accounts, faults, deliveries, now, realNow }: Parts) {
  const log: LoggedRequest[] = [];

  function answer(
    response: ServerResponse,
    entry: LoggedRequest,
    status: number,
    value: unknown,
    headers = {},
  ) {
    entry.status = status;
    sendJson(response, status, value, headers);
  }

  async function store(account: ProviderAccount, entry: LoggedRequest, realAt: Date): Promise<StoredMessage> {
    const form = new URLSearchParams(entry.form);
    const at = await now();
    const message = newMessage(account, form, messages, at, realAt);
    const lag = faults.draw(["list_lag"], "create", message.to);
    Object.assign(message, lagOf(lag, at));
    entry.sid = message.sid;
    messages.add(message);
    return message;
  }

  /** Breaks the answer as ordered. The message itself is stored before, when the fault says that it was sent. */
  function strike(fault: Fault, request: IncomingMessage, response: ServerResponse, entry: LoggedRequest) {
    entry.fault = fault.kind;
    if (breakAnswer(fault, request, response, entry, 201)) return;
    if (fault.kind === "throttle")
      throw refusal(20429, { "Retry-After": String(fault.retryAfterSeconds ?? 1) });
    if (fault.kind === "unauthorized") throw refusal(20003);
    if (fault.kind === "server_error") throw refusal(20500);
    throw refusal(Number(fault.code ?? 21211));
  }

  async function create(
    account: ProviderAccount,
    request: IncomingMessage,
    response: ServerResponse,
    entry: LoggedRequest,
    realAt: Date,
  ) {
    const to = entry.form.find(([name]) => name === "To")?.[1];
    const fault = faults.draw(requestFaults, "create", to);
    if (fault && !mayBeSent(fault)) return strike(fault, request, response, entry);
    const message = await store(account, entry, realAt);
    const resource = messageResource(message);
    deliveries.start(message);
    if (fault) return strike(fault, request, response, entry);
    answer(response, entry, 201, resource);
  }

  /** `Body=` redacts a finished message, `Status=canceled` takes back a scheduled one. */
  async function update(message: StoredMessage, form: URLSearchParams) {
    if (form.get("Status") === "canceled") {
      if (message.status !== "scheduled")
        throw new TwilioRefusal(30409, "Message is not in a cancelable state", 409);
      message.status = "canceled";
    } else if (form.get("Body") === "") {
      if (!finalStatuses.includes(message.status)) {
        throw new TwilioRefusal(20009, "Message is not in a terminal state", 409);
      }
      message.body = "";
    } else {
      throw refusal(20422);
    }
    message.updatedAt = (await now()).toISOString();
    messages.changed();
  }

  async function respond(request: IncomingMessage, response: ServerResponse, url: URL, entry: LoggedRequest) {
    const [, pathSid, sid] = route.exec(url.pathname) ?? [];
    if (!pathSid) throw refusal(20404);
    const realAt = realNow();
    entry.form = [...new URLSearchParams(await bodyText(request))];
    const account = accounts.authenticate(request.headers.authorization, pathSid);
    if (!sid && request.method === "POST") return create(account, request, response, entry, realAt);
    if (!sid && request.method === "GET") {
      const fault = faults.draw(requestFaults, "list", url.searchParams.get("To") ?? undefined);
      if (fault) return strike(fault, request, response, entry);
      const page = listPage(messages.all(), account.sid, url.pathname, url.searchParams, await now());
      return answer(response, entry, 200, page);
    }
    const message = sid ? messages.find(sid) : undefined;
    if (!message || message.accountSid !== account.sid) throw refusal(20404);
    if (request.method === "DELETE") {
      messages.remove(message.sid);
      entry.status = 204;
      return void response.writeHead(204).end();
    }
    const fault = request.method === "GET" ? faults.draw(requestFaults, "fetch", message.to) : undefined;
    if (fault) return strike(fault, request, response, entry);
    if (request.method === "POST") await update(message, new URLSearchParams(entry.form));
    return answer(response, entry, 200, messageResource(message));
  }

  return {
    requests: (): readonly LoggedRequest[] => log,
    clear: () => void log.splice(0),
    async handle(request: IncomingMessage, response: ServerResponse, url: URL) {
      const entry: LoggedRequest = {
        method: request.method ?? "",
        path: url.pathname,
        query: [...url.searchParams],
        form: [],
        at: (await now()).toISOString(),
        realAt: realNow().toISOString(),
        status: null,
        fault: null,
        sid: null,
      };
      log.push(entry);
      try {
        await respond(request, response, url, entry);
      } catch (error) {
        const known = error instanceof TwilioRefusal ? error : refusal(20500);
        answer(response, entry, known.status, known.body(), known.headers);
      }
    },
  };
}
