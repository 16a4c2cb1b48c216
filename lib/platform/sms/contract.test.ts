import { readFileSync } from "node:fs";
import Ajv, { type AnySchema } from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTwilioServer, type TwilioServer } from "@/scripts/providers/twilio/twilio";
import { fetchSent, findSent } from "./sent-messages";
import { type SmsAccount, sendSms } from "./sms";

interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  schema: object;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: object }> };
}
type Method = "get" | "post" | "delete";

const description = JSON.parse(
  readFileSync(
    new URL("../../../scripts/providers/contracts/twilio-messages.openapi.json", import.meta.url),
    "utf8",
  ),
) as { paths: Record<string, Partial<Record<Method, Operation>>>; components: object };

const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;

/** Values of forms and queries are text, so numbers in them are read first; addresses in answers are relative. */
function validator(schema: object, direction: "request" | "answer") {
  const ajv = new Ajv({ strict: false, coerceTypes: direction === "request", allErrors: true });
  addFormats(ajv);
  ajv.addFormat("phone-number", /^\+?\d{3,15}$/);
  ajv.addFormat("date-time-rfc-2822", rfc2822);
  ajv.addFormat("currency", /^[A-Z]{3}$/i);
  ajv.addFormat("uri-map", true);
  if (direction === "answer") ajv.addFormat("uri", /^\/2010-04-01\//);
  return ajv.compile({ ...schema, components: description.components } as AnySchema);
}

const closed = (schema: object) => ({ ...schema, additionalProperties: false });

function parameterSchema(operation: Operation, place: Parameter["in"]) {
  const parameters = (operation.parameters ?? []).filter((one) => one.in === place);
  return closed({
    type: "object",
    properties: Object.fromEntries(parameters.map((one) => [one.name, one.schema])),
    required: parameters.filter((one) => one.required).map((one) => one.name),
  });
}

interface Request {
  method: string;
  path: string;
  query: [string, string][];
  form: [string, string][];
}

/** One checker for each described operation: matches a path, then validates its path, query and form values. */
const checkers = Object.entries(description.paths).flatMap(([template, operations]) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const path = new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "([^/]+?)")}$`);
  return (["get", "post", "delete"] as const).flatMap((method) => {
    const operation = operations[method];
    if (!operation) return [];
    const form = operation.requestBody?.content["application/x-www-form-urlencoded"]?.schema;
    return {
      method,
      path,
      names,
      validatePath: validator(parameterSchema(operation, "path"), "request"),
      validateQuery: validator(parameterSchema(operation, "query"), "request"),
      validateForm: validator(closed(form ?? { type: "object" }), "request"),
    };
  });
});

/** What Twilio's description has against a request; nothing for a good one. */
function complaints({ method, path, query, form }: Request): string[] {
  const checker = checkers.find((one) => one.method === method.toLowerCase() && one.path.test(path));
  if (!checker) return [`no such operation: ${method} ${path}`];
  const values = checker.path.exec(path) ?? [];
  const parts = [
    [checker.validatePath, Object.fromEntries(checker.names.map((name, at) => [name, values[at + 1]]))],
    [checker.validateQuery, Object.fromEntries(query)],
    [checker.validateForm, Object.fromEntries(form)],
  ] as const;
  return parts.flatMap(([validate, value]) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`),
  );
}

const accountSid = `AC${"c".repeat(32)}`;
const messagingServiceSid = `MG${"d".repeat(32)}`;
let provider: TwilioServer;
let account: SmsAccount;

beforeAll(async () => {
  provider = await startTwilioServer({ accounts: [{ sid: accountSid, authToken: "secret" }] });
  account = { accountSid, authToken: "secret", apiBaseUrl: provider.url };
});
afterAll(() => provider.close());

const sms = {
  to: "+821012345678",
  body: "내일 오후 2시에 뵐게요 😀",
  statusCallbackUrl: "http://127.0.0.1:1/api/webhooks/twilio/status?id=0190",
  validityPeriodSeconds: 3600,
};

test("every request we make is one that Twilio describes", async () => {
  const sent = await sendSms(account, { ...sms, from: "+827012345678" });
  await sendSms(account, { ...sms, messagingServiceSid });
  await sendSms(account, { ...sms, from: "+15005550006", messagingServiceSid });
  for (let count = 0; count < 100; count += 1) await sendSms(account, { ...sms, from: "+827012345678" });
  await provider.control.deliverNow();
  await findSent(account, { to: sms.to, since: new Date("2026-01-01T00:00:00Z") });
  await fetchSent(account, sent.kind === "accepted" ? sent.sid : "");
  const requests = provider.control.requests();
  expect(new Set(requests.map((one) => `${one.method} ${one.path.split("/").length}`))).toEqual(
    new Set(["POST 5", "GET 5", "GET 6"]),
  );
  expect(requests.some((one) => one.query.some(([name]) => name === "PageToken"))).toBe(true);
  expect(requests.flatMap(complaints)).toEqual([]);
});

test("the local server answers in the shapes that Twilio describes", async () => {
  const authorization = `Basic ${Buffer.from(`${accountSid}:secret`).toString("base64")}`;
  const ask = async (path: string) =>
    (
      await fetch(`${provider.url}/2010-04-01/Accounts/${accountSid}${path}`, { headers: { authorization } })
    ).json();
  const list = (await ask("/Messages.json?PageSize=2")) as { messages: { sid: string }[] };
  const message = await ask(`/Messages/${list.messages[0]?.sid}.json`);
  const validate = validator({ $ref: "#/components/schemas/api.v2010.account.message" }, "answer");
  expect([validate(message), validate.errors]).toEqual([true, null]);
  expect(list.messages).toHaveLength(2);
  for (const one of list.messages) expect(validate(one)).toBe(true);
});

const good: Request = {
  method: "POST",
  path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
  query: [],
  form: [
    ["To", "+821012345678"],
    ["Body", "x"],
  ],
};

test.each<[string, Request]>([
  ["an unknown field", { ...good, form: [...good.form, ["IdempotencyKey", "1"]] }],
  ["no recipient", { ...good, form: [["Body", "x"]] }],
  ["a recipient that is no number", { ...good, form: [["To", "somebody"]] }],
  ["a validity that is no number", { ...good, form: [...good.form, ["ValidityPeriod", "an hour"]] }],
  ["an address that is none", { ...good, form: [...good.form, ["StatusCallback", "not an address"]] }],
  ["a wrong schedule type", { ...good, form: [...good.form, ["ScheduleType", "soon"]] }],
  ["a wrong pool", { ...good, form: [...good.form, ["MessagingServiceSid", "MG1"]] }],
  ["a wrong account", { ...good, path: good.path.replace(accountSid, "AC1") }],
  ["an unknown filter", { ...good, method: "GET", form: [], query: [["Body", "x"]] }],
  ["an unknown path", { ...good, path: "/2010-04-01/Messages.json" }],
])("control: %s is complained about", (_name, request) => {
  expect(complaints(good)).toEqual([]);
  expect(complaints(request)).not.toEqual([]);
});
