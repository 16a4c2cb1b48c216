import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { faultInput } from "../faults";
import { bodyText, sendJson } from "../http";
import { accountInput } from "./accounts";
import type { SolapiControl } from "./solapi";
import { templateInput } from "./templates";

const deliverInput = z.strictObject({
  messageId: z.string().optional(),
  to: z.string().optional(),
  steps: z.number().int().positive().optional(),
});
const outcomeInput = z.strictObject({ to: z.string(), statusCode: z.string().regex(/^\d{4}$/) });
const resetInput = z.strictObject({ seed: z.number().int().optional() });
const faultsInput = z.strictObject({ faults: z.array(faultInput) });

/** The control API under /control/solapi: what tests and the simulator ask and command. Never part of Solapi's API. */
export function createControlRoutes(control: SolapiControl) {
  const posts: Record<string, (body: unknown) => unknown> = {
    faults: (body) => control.addFaults(faultsInput.parse(body).faults),
    outcomes: (body) => {
      const { to, statusCode } = outcomeInput.parse(body);
      control.setOutcome(to, statusCode);
    },
    accounts: (body) => control.putAccount(accountInput.parse(body)),
    templates: (body) => control.putTemplate(templateInput.parse(body)),
    "deliver-now": async (body) => ({ moved: await control.deliverNow(deliverInput.parse(body)) }),
    reset: (body) => control.reset(resetInput.parse(body).seed),
  };
  const gets: Record<string, (query: URLSearchParams) => unknown> = {
    messages: (query) => ({ messages: control.messages(query.get("to") ?? undefined) }),
    requests: () => ({ requests: control.requests() }),
    faults: () => ({ faults: control.faults() }),
  };

  return async function handleControl(request: IncomingMessage, response: ServerResponse, url: URL) {
    const name = url.pathname.replace(/^\/control\/solapi\//, "");
    try {
      if (request.method === "DELETE" && name === "faults") {
        control.clearFaults();
        return sendJson(response, 200, { ok: true });
      }
      const isPost = request.method === "POST";
      const handler = isPost ? posts[name] : gets[name];
      if (!handler) return sendJson(response, 404, { error: "unknown control address" });
      if (!isPost) return sendJson(response, 200, gets[name]?.(url.searchParams));
      // A browser page of another site can post forms here without asking, JSON it cannot.
      if (!request.headers["content-type"]?.startsWith("application/json"))
        return sendJson(response, 415, { error: "send application/json" });
      const body: unknown = JSON.parse((await bodyText(request)) || "{}");
      return sendJson(response, 200, (await posts[name]?.(body)) ?? { ok: true });
    } catch (error) {
      return sendJson(response, 400, { error: error instanceof Error ? error.message : "bad request" });
    }
  };
}
