import type { ServerResponse } from "node:http";
import { redirect, sendHtml, sendJson } from "../http";
import type { Grants, ProviderName } from "./grants";
import type { Person } from "./people";

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one] ?? one);

interface Consent {
  provider: ProviderName;
  clientId: string;
  people: Person[];
  grants: Grants;
}

/** The authorize address: `login_hint` signs in at once, otherwise a page offers every person and "deny". */
export function authorize(
  response: ServerResponse,
  url: URL,
  { provider, clientId, people, grants }: Consent,
) {
  const query = url.searchParams;
  const redirectUri = query.get("redirect_uri") ?? "";
  if (
    query.get("client_id") !== clientId ||
    query.get("response_type") !== "code" ||
    !URL.canParse(redirectUri)
  ) {
    return sendJson(response, 400, { error: "invalid_request" });
  }
  const back = new URL(redirectUri);
  const state = query.get("state");
  if (state !== null) back.searchParams.set("state", state);
  const chosen = query.get("person") ?? query.get("login_hint");
  if (chosen === "deny") {
    back.searchParams.set("error", "access_denied");
    return redirect(response, back.toString());
  }
  const person = people.find((one) => one.key === chosen || one.email === chosen);
  if (!person) return sendHtml(response, 200, consentPage(provider, url, people));
  const code = grants.code({
    provider,
    person,
    clientId,
    redirectUri,
    scope: query.get("scope") ?? "",
    nonce: query.get("nonce"),
    codeChallenge: query.get("code_challenge"),
    challengeMethod: query.get("code_challenge_method"),
  });
  back.searchParams.set("code", code);
  return redirect(response, back.toString());
}

function consentPage(provider: ProviderName, url: URL, people: Person[]): string {
  const link = (key: string, words: string) => {
    const target = new URL(url);
    target.searchParams.set("person", key);
    return `<li><a href="${escapeHtml(target.pathname + target.search)}">${escapeHtml(words)}</a></li>`;
  };
  const choices = people.map((one) => link(one.key, `${one.name} · ${one.email} (${one.key})`)).join("");
  return `<title>${provider}</title><h1>${provider}: 연습용 로그인</h1><ul>${choices}${link("deny", "동의하지 않기")}</ul>`;
}
