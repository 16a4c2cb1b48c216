import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { breakAnswer, type Fault, type Faults, isListed, lagOf, mayBeSent, requestFaults } from "../faults";
import { bodyText, sendJson } from "../http";
import type { SolapiAccount, SolapiAccounts } from "./accounts";
import { newId, newMessage, sendInput } from "./create-message";
import type { SolapiDeliveries } from "./deliveries";
import { groupResource, messageResource, type SolapiMessage } from "./message";
import { MessageRefusal, SolapiRefusal } from "./refusals";
import { type Templates, templateResource } from "./templates";

/** One request as it came in. `status` null means that no answer was given on purpose. */
interface LoggedRequest {
  method: string;
  path: string;
  query: [string, string][];
  body: unknown;
  authorization: string | undefined;
  at: string;
  realAt: string;
  status: number | null;
  fault: string | null;
  messageId: string | null;
}

interface Parts {
  messages: SolapiMessage[];
  images: Set<string>;
  changed: () => void;
  accounts: SolapiAccounts;
  templates: Templates;
  faults: Faults;
  deliveries: SolapiDeliveries;
  now: () => Date | Promise<Date>;
  realNow: () => Date;
}

const uploadInput = z.looseObject({ file: z.base64().min(1), type: z.literal("MMS") });
const largestImage = 300_000;

/** Solapi's own addresses: send, list, group, upload a picture, list Kakao templates. */
export function createApi(parts: Parts) {
  const { messages, images, changed, accounts, templates, faults, deliveries, now, realNow } = parts;
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

  /** Breaks the answer as ordered. The message itself is stored before, when the fault says that it was sent. */
  function strike(fault: Fault, request: IncomingMessage, response: ServerResponse, entry: LoggedRequest) {
    entry.fault = fault.kind;
    if (breakAnswer(fault, request, response, entry, 200)) return;
    if (fault.kind === "throttle")
      throw new SolapiRefusal(429, "TooManyRequests", "요청이 너무 많습니다.", {
        "Retry-After": String(fault.retryAfterSeconds ?? 1),
      });
    if (fault.kind === "unauthorized")
      throw new SolapiRefusal(403, "InvalidAPIKey", "유효한 API Key가 아닙니다.");
    if (fault.kind === "server_error")
      throw new SolapiRefusal(503, "ServiceUnavailable", "잠시 후 다시 시도하세요.");
    throw new SolapiRefusal(400, String(fault.code ?? "ValidationError"), "요청이 올바르지 않습니다.");
  }

  /** Charges an account; a request for more than is left is refused as a whole. */
  function spend(account: SolapiAccount, won: number) {
    if (account.balance === undefined) return;
    if (account.balance < won) throw new SolapiRefusal(400, "NotEnoughBalance", "잔액이 부족합니다.");
    account.balance -= won;
  }

  async function send(
    account: SolapiAccount,
    request: IncomingMessage,
    response: ServerResponse,
    entry: LoggedRequest,
  ) {
    const read = sendInput.safeParse(entry.body);
    if (!read.success) throw new SolapiRefusal(400, "ValidationError", read.error.issues[0]?.message ?? "");
    const first = read.data.messages[0]?.to.replace(/^0/, "+82");
    const fault = faults.draw(requestFaults, "create", first);
    if (fault && !mayBeSent(fault)) return strike(fault, request, response, entry);
    const at = await now();
    const taken: SolapiMessage[] = [];
    const failed: object[] = [];
    for (const one of read.data.messages) {
      try {
        const message = newMessage(one, {
          account,
          templates,
          hasImage: (id) => images.has(id),
          now: at,
          realNow: realNow(),
          scheduledDate: read.data.scheduledDate,
        });
        Object.assign(message, lagOf(faults.draw(["list_lag"], "create", one.to.replace(/^0/, "+82")), at));
        taken.push(message);
      } catch (error) {
        if (!(error instanceof MessageRefusal)) throw error;
        failed.push({
          to: one.to,
          from: one.from,
          type: one.type,
          country: "82",
          messageId: newId("M4V"),
          statusCode: error.statusCode,
          statusMessage: error.message,
          accountId: account.apiKey,
          customFields: one.customFields,
        });
      }
    }
    spend(
      account,
      taken.reduce((sum, { charge }) => sum + charge.requested, 0),
    );
    messages.push(...taken);
    changed();
    entry.messageId = taken[0]?.messageId ?? null;
    const value = {
      failedMessageList: failed,
      ...(read.data.showMessageList
        ? {
            messageList: taken.map(({ messageId, statusCode, customFields }) => ({
              messageId,
              statusCode,
              statusMessage: "정상 접수(이통사로 접수 예정)",
              customFields,
            })),
          }
        : {}),
      groupInfo: {
        groupId: taken[0]?.groupId ?? newId("G4V"),
        status: "SENDING",
        count: {
          total: read.data.messages.length,
          registeredFailed: failed.length,
          registeredSuccess: taken.length,
        },
      },
    };
    for (const message of taken) deliveries.start(message);
    if (fault) return strike(fault, request, response, entry);
    answer(response, entry, 200, value);
  }

  async function list(account: SolapiAccount, query: URLSearchParams) {
    const at = await now();
    const limit = Math.min(Math.max(Number(query.get("limit") ?? 20) || 20, 1), 500);
    const wants = (name: string, value: string | null) => !query.get(name) || query.get(name) === value;
    const dateOf = (one: SolapiMessage) =>
      query.get("dateType") === "UPDATED" ? one.updatedAt : one.createdAt;
    const from = instant(query.get("startDate"));
    const until = instant(query.get("endDate"));
    const matching = messages
      .filter(
        (one) =>
          one.apiKey === account.apiKey &&
          wants("to", one.to) &&
          wants("from", one.from) &&
          wants("messageId", one.messageId) &&
          wants("groupId", one.groupId) &&
          wants("type", one.type) &&
          wants("statusCode", one.statusCode) &&
          (!from || dateOf(one) >= from) &&
          (!until || dateOf(one) <= until),
      )
      .filter((one) => isListed(one, at))
      .reverse();
    const startKey = query.get("startKey");
    const start = startKey ? matching.findIndex((one) => one.messageId === startKey) : 0;
    const shown = start < 0 ? [] : matching.slice(start, start + limit);
    return {
      startKey,
      nextKey: (start < 0 ? undefined : matching[start + limit]?.messageId) ?? null,
      limit,
      messageList: Object.fromEntries(shown.map((one) => [one.messageId, messageResource(one)])),
    };
  }

  function upload(body: unknown) {
    const read = uploadInput.safeParse(body);
    if (!read.success) throw new SolapiRefusal(400, "ValidationError", "파일이 올바르지 않습니다.");
    const bytes = Buffer.from(read.data.file, "base64");
    if (bytes.length > largestImage || bytes[0] !== 0xff || bytes[1] !== 0xd8)
      throw new SolapiRefusal(400, "InvalidFile", "JPG 300KB까지 올릴 수 있습니다.");
    const fileId = newId("ST01FZ");
    images.add(fileId);
    changed();
    return { fileId, type: "MMS", link: null };
  }

  async function templatePage(account: SolapiAccount, query: URLSearchParams) {
    const all = templates.of(account.apiKey);
    const limit = Math.min(Math.max(Number(query.get("limit") ?? 20) || 20, 1), 500);
    const start = Math.max(
      0,
      all.findIndex((one) => one.templateId === query.get("startKey")),
    );
    const at = (await now()).toISOString();
    return {
      startKey: query.get("startKey"),
      nextKey: all[start + limit]?.templateId ?? null,
      limit,
      templateList: all.slice(start, start + limit).map((one) => templateResource(one, at)),
    };
  }

  async function respond(request: IncomingMessage, response: ServerResponse, url: URL, entry: LoggedRequest) {
    const text = await bodyText(request);
    entry.body = text ? readJson(text) : null;
    const account = accounts.authenticate(request.headers.authorization);
    const route = `${request.method} ${url.pathname}`;
    if (route === "POST /messages/v4/send-many/detail") return send(account, request, response, entry);
    const to = url.searchParams.get("to")?.replace(/^0/, "+82");
    const isOne = url.searchParams.has("messageId") || url.pathname.startsWith("/messages/v4/groups/");
    const fault =
      request.method === "GET" ? faults.draw(requestFaults, isOne ? "fetch" : "list", to) : undefined;
    if (fault) return strike(fault, request, response, entry);
    if (route === "GET /messages/v4/list")
      return answer(response, entry, 200, await list(account, url.searchParams));
    if (route === "POST /storage/v1/files") return answer(response, entry, 200, upload(entry.body));
    if (route === "GET /kakao/v2/templates")
      return answer(response, entry, 200, await templatePage(account, url.searchParams));
    const groupId = /^GET \/messages\/v4\/groups\/(\w+)$/.exec(route)?.[1];
    const found = messages.find((one) => one.groupId === groupId && one.apiKey === account.apiKey);
    if (!found) throw new SolapiRefusal(404, "ResourceNotFound", "찾을 수 없습니다.");
    answer(response, entry, 200, groupResource(found));
  }

  return {
    requests: (): readonly LoggedRequest[] => log,
    clear: () => void log.splice(0),
    async handle(request: IncomingMessage, response: ServerResponse, url: URL) {
      const entry: LoggedRequest = {
        method: request.method ?? "",
        path: url.pathname,
        query: [...url.searchParams],
        body: null,
        authorization: request.headers.authorization,
        at: (await now()).toISOString(),
        realAt: realNow().toISOString(),
        status: null,
        fault: null,
        messageId: null,
      };
      log.push(entry);
      try {
        await respond(request, response, url, entry);
      } catch (error) {
        const known =
          error instanceof SolapiRefusal
            ? error
            : new SolapiRefusal(500, "InternalError", "알 수 없는 오류입니다.");
        answer(response, entry, known.status, known.body(), known.headers);
      }
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SolapiRefusal(400, "ValidationError", "JSON이 아닙니다.");
  }
}

function instant(text: string | null): string | null {
  if (!text) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new SolapiRefusal(400, "ValidationError", "날짜가 올바르지 않습니다.");
  return at.toISOString();
}
