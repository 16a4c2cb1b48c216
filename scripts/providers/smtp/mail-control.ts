import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { faultInput } from "../faults";
import { bodyText, sendJson } from "../http";
import type { SmtpServer } from "./smtp";

const faultsInput = z.strictObject({ faults: z.array(faultInput) });

/** /control/mails and /control/mail-faults on the control port: the mailbox for pages and tests. Answers false for other addresses. */
export function createMailRoutes(smtp: SmtpServer) {
  async function handleFaults(request: IncomingMessage, response: ServerResponse): Promise<true> {
    const isJson = request.headers["content-type"]?.startsWith("application/json");
    if (request.method === "POST" && !isJson) sendJson(response, 415, { error: "send application/json" });
    else if (request.method === "POST") {
      const given = faultsInput.safeParse(JSON.parse((await bodyText(request)) || "{}"));
      if (given.success) smtp.addFaults(given.data.faults);
      sendJson(response, given.success ? 200 : 400, given.success ? { ok: true } : { error: "bad request" });
    } else {
      if (request.method === "DELETE") smtp.clearFaults();
      sendJson(response, 200, { faults: smtp.faults() });
    }
    return true;
  }

  return async function handleMails(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<boolean> {
    const [, id, verb] = /^\/control\/mails(?:\/(\d+)(?:\/(read))?)?$/.exec(url.pathname) ?? [null];
    if (url.pathname === "/control/mail-faults") return handleFaults(request, response);
    if (!url.pathname.startsWith("/control/mails")) return false;
    const one = id ? smtp.mails().find((mail) => mail.id === Number(id)) : undefined;
    if (id && !one) sendJson(response, 404, { error: "no such mail" });
    else if (request.method === "DELETE" && !id) sendJson(response, 200, { cleared: smtp.clear() ?? true });
    else if (request.method === "POST" && one && verb) {
      if (!request.headers["content-type"]?.startsWith("application/json")) {
        sendJson(response, 415, { error: "send application/json" });
        return true;
      }
      await smtp.markRead(one.id);
      sendJson(response, 200, { ok: true });
    } else if (one) sendJson(response, 200, one);
    else sendJson(response, 200, { mails: smtp.mails(url.searchParams.get("to") ?? undefined) });
    return true;
  };
}
