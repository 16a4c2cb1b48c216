import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";

export const faultInput = z.strictObject({
  kind: z.enum([
    "throttle",
    "bad_request",
    "unauthorized",
    "server_error",
    "timeout",
    "reset",
    "junk",
    "list_lag",
    "callback_drop",
    "callback_duplicate",
    "callback_reorder",
  ]),
  /** Which request a request fault strikes. */
  on: z.enum(["create", "list", "fetch"]).default("create"),
  /** Whether the message goes out all the same, although the answer says otherwise. */
  sent: z.boolean().default(false),
  /** The provider's own code of a `bad_request`: Twilio's or Solapi's error code, or the reply of a mail server. */
  code: z.union([z.number().int(), z.string().min(1)]).optional(),
  retryAfterSeconds: z.number().int().optional(),
  /** `list_lag`: hidden for so long in business time, or from so many listings that would have shown it. */
  lagSeconds: z.number().optional(),
  lagListings: z.number().int().optional(),
  /** Strikes this many times, then is spent; without end when absent. */
  times: z.number().int().positive().optional(),
  /** Strikes with this chance, drawn from the server's seeded generator. */
  probability: z.number().min(0).max(1).optional(),
  /** Strikes only messages to this number. */
  to: z.string().optional(),
});

export type FaultInput = z.input<typeof faultInput>;
export type Fault = z.output<typeof faultInput>;
type FaultKind = Fault["kind"];

export const requestFaults: readonly FaultKind[] = [
  "throttle",
  "bad_request",
  "unauthorized",
  "server_error",
  "timeout",
  "reset",
  "junk",
];

/** Faults whose answer leaves open whether the message went: with `sent` it did. */
export const mayBeSent = (fault: Fault): boolean =>
  fault.sent && ["server_error", "timeout", "reset", "junk"].includes(fault.kind);

/** What a lagging list does to one message. */
export interface Listing {
  /** Left out before this time, or for this many listings that would have shown it. */
  listedFrom: string | null;
  hiddenListings: number;
}

/** The lag that a message was given at its creation. */
export const lagOf = (lag: Fault | undefined, at: Date): Listing => ({
  listedFrom: lag?.lagSeconds ? new Date(at.getTime() + lag.lagSeconds * 1000).toISOString() : null,
  hiddenListings: lag?.lagListings ?? 0,
});

/** Whether a list shows it by now; each look at a hidden one counts. */
export function isListed(message: Listing, now: Date): boolean {
  if (message.hiddenListings > 0) {
    message.hiddenListings -= 1;
    return false;
  }
  return message.listedFrom === null || message.listedFrom <= now.toISOString();
}

/** mulberry32: small, seeded, good enough to draw faults that can be drawn again. */
function seededRandom(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The faults in force. `draw` returns the first that strikes and counts it. */
export function createFaults(seed: number) {
  let faults: Fault[] = [];
  let random = seededRandom(seed);
  return {
    all: () => faults,
    add: (more: FaultInput[]) => void faults.push(...more.map((one) => faultInput.parse(one))),
    clear(newSeed = seed) {
      faults = [];
      random = seededRandom(newSeed);
    },
    draw(kinds: readonly FaultKind[], on: Fault["on"], to?: string): Fault | undefined {
      for (const fault of faults) {
        if (!kinds.includes(fault.kind) || fault.on !== on) continue;
        if (fault.to !== undefined && fault.to !== to) continue;
        if (fault.times === 0) continue;
        if (fault.probability !== undefined && random() >= fault.probability) continue;
        if (fault.times !== undefined) fault.times -= 1;
        return fault;
      }
      return undefined;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;

/**
 * Breaks an answer on its way, where the fault is one of the wire: no answer, a cut connection, or a page that is none of the
 * provider's. False for what a provider says in its own words.
 */
export function breakAnswer(
  { kind }: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  entry: { status: number | null },
  acceptedStatus: number,
): boolean {
  if (kind === "timeout") return true;
  if (kind === "reset") request.socket.resetAndDestroy();
  else if (kind === "junk") {
    entry.status = acceptedStatus;
    response.writeHead(acceptedStatus, { "Content-Type": "text/html" }).end("<html><body>ok</body></html>");
  } else return false;
  return true;
}
