import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inEvenTime } from "./even-time";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that takes so long, and then answers or fails. */
const taking = (milliseconds: number, failure?: Error) => () =>
  new Promise<string>((resolve, reject) => {
    setTimeout(() => (failure ? reject(failure) : resolve("done")), milliseconds);
  });

/** How long somebody waited for the answer, good or bad. */
async function waitedFor(answer: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let ended: number | undefined;
  const note = () => {
    ended = performance.now() - began;
  };
  void answer().then(note, note);
  await vi.runAllTimersAsync();
  return ended ?? expect.fail("never answered");
}

test.each([
  [1, 100],
  [37, 100],
  [99.5, 100],
  [100, 100],
  [101, 200],
  [250, 300],
])("work of %i ms is answered after %i", async (work, waited) => {
  expect(await waitedFor(() => inEvenTime(taking(work)))).toBeCloseTo(waited, 0);
});

test("what is refused is answered at the same steps, and stays refused", async () => {
  const refused = new Error("full");
  expect(await waitedFor(() => inEvenTime(taking(37, refused)))).toBeCloseTo(100, 0);
  const answer = expect(inEvenTime(taking(37, refused))).rejects.toBe(refused);
  await vi.runAllTimersAsync();
  await answer;
});

test("control: without it the time tells finding a customer from making one", async () => {
  const [found, made] = [taking(30), taking(42)];
  expect(await waitedFor(found)).not.toBe(await waitedFor(made));
  expect(await waitedFor(() => inEvenTime(found))).toBe(await waitedFor(() => inEvenTime(made)));
});
