import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { faultInput } from "../faults";
import { bodyText, sendJson } from "../http";
import { phonesOf, threadOf } from "../phones";
import { accountInput } from "./accounts";
import { replyInput } from "./replies";
import type { TwilioControl } from "./twilio";

const deliverInput = z.strictObject({
  sid: z.string().optional(),
  to: z.string().optional(),
  steps: z.number().int().positive().optional(),
});
const outcomeInput = z.strictObject({
  to: z.string(),
  status: z.enum(["delivered", "undelivered", "failed"]),
  errorCode: z.number().int().optional(),
});
const resetInput = z.strictObject({ seed: z.number().int().optional() });
const faultsInput = z.strictObject({ faults: z.array(faultInput) });

/** The control API under /control: what tests and the phone simulator ask and command. Never part of Twilio's API. */
export function createControlRoutes(control: TwilioControl) {
  const posts: Record<string, (body: unknown) => unknown> = {
    "/control/faults": (body) => control.addFaults(faultsInput.parse(body).faults),
    "/control/outcomes": (body) => control.setOutcome(outcomeInput.parse(body)),
    "/control/accounts": (body) => control.putAccount(accountInput.parse(body)),
    "/control/deliver-now": async (body) => ({ moved: await control.deliverNow(deliverInput.parse(body)) }),
    "/control/reply": (body) => control.reply(replyInput.parse(body)),
    "/control/reset": (body) => control.reset(resetInput.parse(body).seed),
  };
  const gets: Record<string, (query: URLSearchParams) => unknown> = {
    "/control/messages": (query) => ({ messages: control.messages(query.get("to") ?? undefined) }),
    "/control/requests": () => ({ requests: control.requests() }),
    "/control/callbacks": () => ({ callbacks: control.callbacks() }),
    "/control/faults": () => ({ faults: control.faults() }),
    "/control/phones": () => ({ phones: phonesOf(control.phoneTexts()) }),
  };

  async function handlePost(path: string, request: IncomingMessage, response: ServerResponse) {
    // A browser page of another site can post forms here without asking, JSON it cannot.
    if (!request.headers["content-type"]?.startsWith("application/json")) {
      return sendJson(response, 415, { error: "send application/json" });
    }
    const body: unknown = JSON.parse((await bodyText(request)) || "{}");
    const read = /^\/control\/phones\/(\+\d+)\/read$/.exec(path)?.[1];
    if (read) return sendJson(response, 200, { read: await control.markRead(read) });
    const handler = posts[path];
    if (!handler) return sendJson(response, 404, { error: "unknown control address" });
    return sendJson(response, 200, (await handler(body)) ?? { ok: true });
  }

  return async function handleControl(request: IncomingMessage, response: ServerResponse, url: URL) {
    const path = decodeURIComponent(url.pathname);
    try {
      if (request.method === "POST") return await handlePost(path, request, response);
      if (request.method === "DELETE" && path === "/control/faults") {
        control.clearFaults();
        return sendJson(response, 200, { ok: true });
      }
      const number = /^\/control\/phones\/(\+\d+)$/.exec(path)?.[1];
      if (number)
        return sendJson(response, 200, { number, messages: threadOf(control.phoneTexts(), number) });
      const handler = gets[path];
      if (request.method !== "GET" || !handler)
        return sendJson(response, 404, { error: "unknown control address" });
      return sendJson(response, 200, handler(url.searchParams));
    } catch (error) {
      return sendJson(response, 400, { error: error instanceof Error ? error.message : "bad request" });
    }
  };
}
