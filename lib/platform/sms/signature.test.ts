import { expect, test } from "vitest";
import { twilioSignature } from "@/scripts/providers/twilio/webhooks";
import { validSignature } from "./signature";

const authToken = "12345";
const call = {
  authToken,
  signature: "0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
  url: "https://mycompany.com/myapp.php?foo=1&bar=2",
  params: new URLSearchParams({
    CallSid: "CA1234567890ABCDE",
    Caller: "+12349013030",
    Digits: "1234",
    From: "+12349013030",
    To: "+18005551212",
  }),
};
const status = {
  authToken,
  signature: "1CFyd3fop8/PlX3SzuQj7MLfUgA=",
  url: "https://app.example.kr/hooks/twilio/status?tenant=t1",
  params: new URLSearchParams({
    MessageSid: "SM1",
    MessageStatus: "delivered",
    To: "+821012345678",
    From: "+15005550006",
    Body: "안녕",
  }),
};

test.each([
  ["Twilio's own example", call],
  ["a Korean status callback", status],
  ["the same with the standard port", { ...status, url: status.url.replace("example.kr", "example.kr:443") }],
])("%s is valid", (_name, request) => {
  expect(validSignature(request)).toBe(true);
});

const extra = new URLSearchParams(status.params);
extra.append("Extra", "1");
const repeated = new URLSearchParams(status.params);
repeated.append("Body", "other");

test.each([
  ["without a signature", { ...status, signature: null }],
  ["an empty signature", { ...status, signature: "" }],
  ["http instead of https", { ...status, url: status.url.replace("https", "http") }],
  ["another tenant's address", { ...status, url: status.url.replace("t1", "t2") }],
  ["another account's token", { ...status, authToken: "54321" }],
  ["an empty token", { ...status, authToken: "" }],
  ["an added field", { ...status, params: extra }],
  ["a repeated field", { ...status, params: repeated }],
])("%s is not valid", (_name, request) => {
  expect(validSignature(request)).toBe(false);
});

test("empty fields are signed too", () => {
  const url = "https://app.example.kr/hooks/twilio/inbound";
  const params = { From: "+821012345678", Body: "", ToCountry: "" };
  const signed = { authToken, url, signature: twilioSignature(authToken, url, params) };
  expect(validSignature({ ...signed, params: new URLSearchParams(params) })).toBe(true);
  expect(validSignature({ ...signed, params: new URLSearchParams({ From: params.From }) })).toBe(false);
  expect(validSignature({ ...signed, params: new URLSearchParams({ ...params, Body: "x" }) })).toBe(false);
});

test("a repeated field is signed as its distinct values in order", () => {
  const url = "https://app.example.kr/hooks/twilio/inbound";
  const params = new URLSearchParams([
    ["MediaUrl", "b"],
    ["MediaUrl", "a"],
    ["MediaUrl", "b"],
  ]);
  const signature = twilioSignature(authToken, `${url}MediaUrlaMediaUrlb`, {});
  expect(validSignature({ authToken, url, signature, params })).toBe(true);
});

test("the local server's own signer gives the published vectors", () => {
  expect(twilioSignature(authToken, call.url, Object.fromEntries(call.params))).toBe(call.signature);
  expect(twilioSignature(authToken, status.url, Object.fromEntries(status.params))).toBe(status.signature);
});
