import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { deadAddressesIn } from "./launcher";

test("an address in the box that is not there is found, one that is there is not", async () => {
  const server = createServer((request, answer) => {
    answer.statusCode = request.url === "/there" ? 200 : 404;
    answer.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const site = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const box = `│ a   ${site}/there │\n│ b   ${site}/gone  │\n│ c   http://127.0.0.1:1/shut │`;
  expect(await deadAddressesIn(box)).toEqual([`${site}/gone: 404`, "http://127.0.0.1:1/shut: no answer"]);
  server.close();
});
