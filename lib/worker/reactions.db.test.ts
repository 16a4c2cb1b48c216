import { expect, test } from "vitest";
import { quietEvents } from "@/lib/platform/events";

import { reactions } from "./reactions";

const heardOf = (types: readonly string[]) => types.filter((type) => type in reactions);

test("nothing follows from the events that become no job", () => {
  expect(heardOf(quietEvents)).toEqual([]);
});

test("control: a type that something follows from would be found", () => {
  expect(heardOf([...quietEvents, "consent.given"])).toEqual(["consent.given"]);
});
