import { describe, expect, test } from "vitest";
import { addressBehindProxies, networkOf } from "./request-address";

describe("the caller's address", () => {
  test.each([
    ["no proxy is trusted: the header is not read", "203.0.113.9", "1.2.3.4", [], "203.0.113.9"],
    ["one trusted proxy", "10.0.0.1", "1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"],
    [
      "what the client wrote itself stands further left",
      "10.0.0.1",
      "9.9.9.9, 1.2.3.4",
      ["10.0.0.0/8"],
      "1.2.3.4",
    ],
    ["two trusted proxies", "10.0.0.1", "1.2.3.4, 10.0.0.2", ["10.0.0.0/8"], "1.2.3.4"],
    ["only proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", ["10.0.0.0/8"], "10.0.0.3"],
    ["no header", "10.0.0.1", null, ["10.0.0.0/8"], "10.0.0.1"],
    ["junk in the header", "10.0.0.1", "1.2.3.4, <script>", ["10.0.0.0/8"], "10.0.0.1"],
    ["IPv4 inside IPv6, from Node's socket", "::ffff:127.0.0.1", "1.2.3.4", ["127.0.0.1"], "1.2.3.4"],
    ["with a port", "10.0.0.1", "1.2.3.4:5678", ["10.0.0.1"], "1.2.3.4"],
    ["IPv6 with brackets and a port", "10.0.0.1", "[2001:db8::7]:443", ["10.0.0.1"], "2001:db8::7"],
    ["a connection that was not noted", null, "1.2.3.4", ["10.0.0.0/8"], "unknown"],
  ])("%s", (_, peer, header, proxies, expected) => {
    expect(addressBehindProxies(peer, header, proxies)).toBe(expected);
  });
});

test("limits count an IPv6 connection by its /64", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:0db8::9")).toBe("2001:db8:0:0::/64");
  expect(networkOf("1.2.3.4")).toBe("1.2.3.4");
  expect(networkOf("unknown")).toBe("unknown");
});
