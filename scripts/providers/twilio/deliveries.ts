import type { Faults } from "../faults";
import { type Accounts, poolOf } from "./accounts";
import { finalStatuses, type MessageStatus, type StoredMessage } from "./message";
import type { Messages } from "./messages";
import { segmentCount } from "./segments";
import type { Webhooks } from "./webhooks";

/** "manual" moves nothing by itself; otherwise real milliseconds between two statuses. */
export type DeliveryPace = "manual" | { stepMs: number };

export interface Outcome {
  status: "delivered" | "undelivered" | "failed";
  errorCode?: number;
}

/** +1 500 555 300N ends in error 3000N without being told: 30001 fails, the others are undelivered. */
function outcomeOfNumber(to: string): Outcome {
  const digit = /^\+1500555300([1-8])$/.exec(to)?.[1];
  if (!digit) return { status: "delivered" };
  return { status: digit === "1" ? "failed" : "undelivered", errorCode: 30000 + Number(digit) };
}

interface Parts {
  messages: Messages;
  accounts: Accounts;
  webhooks: Webhooks;
  faults: Faults;
  pace: DeliveryPace;
  now: () => Date | Promise<Date>;
}

/** Moves messages queued → sent → delivered (or to the end chosen for a number) and calls back at every step. */
export function createDeliveries({ messages, accounts, webhooks, faults, pace, now }: Parts) {
  const outcomes = new Map<string, Outcome>();
  const heldBack = new Map<string, Record<string, string>[]>();
  const timers = new Map<string, NodeJS.Timeout>();
  const steps = new Map<string, Promise<void>>();
  let stopped = false;

  const outcomeOf = (message: StoredMessage) => outcomes.get(message.to) ?? outcomeOfNumber(message.to);

  function nextStatus(message: StoredMessage): MessageStatus | undefined {
    const outcome = outcomeOf(message);
    if (message.status === "accepted" || message.status === "scheduled") return "queued";
    if (message.status === "queued") return outcome.status === "failed" ? "failed" : "sent";
    if (message.status === "sent") return outcome.status === "failed" ? "undelivered" : outcome.status;
    return undefined;
  }

  function assignSender(message: StoredMessage) {
    if (message.from || !message.messagingServiceSid) return;
    const account = accounts.find(message.accountSid);
    message.from = (account && poolOf(account, message.messagingServiceSid)?.[0]) ?? null;
  }

  async function step(message: StoredMessage): Promise<void> {
    const status = nextStatus(message);
    if (!status) return;
    const at = (await now()).toISOString();
    assignSender(message);
    message.segments = segmentCount(message.body || " ");
    message.status = status;
    message.updatedAt = at;
    if (status === "sent") message.sentAt = at;
    if (status === "undelivered" || status === "failed")
      message.errorCode = outcomeOf(message).errorCode ?? 30008;
    message.history.push({ status, at });
    messages.changed();
    await callBack(message);
  }

  function callbackParams(message: StoredMessage): Record<string, string> {
    return {
      AccountSid: message.accountSid,
      ApiVersion: "2010-04-01",
      From: message.from ?? "",
      MessageSid: message.sid,
      MessageStatus: message.status,
      SmsSid: message.sid,
      SmsStatus: message.status,
      To: message.to,
      ...(message.messagingServiceSid ? { MessagingServiceSid: message.messagingServiceSid } : {}),
      ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    };
  }

  /** Posts the status; callback faults may swallow, double or hold it back behind the next one. */
  async function callBack(message: StoredMessage) {
    const account = accounts.find(message.accountSid);
    if (!message.statusCallback || !account) return;
    const url = message.statusCallback;
    const params = callbackParams(message);
    const kinds = ["callback_drop", "callback_duplicate", "callback_reorder"] as const;
    const fault = faults.draw(kinds, "create", message.to)?.kind;
    const isFinal = finalStatuses.includes(message.status);
    if (fault === "callback_drop") return webhooks.drop(url, params);
    if (fault === "callback_reorder" && !isFinal) {
      heldBack.set(message.sid, [...(heldBack.get(message.sid) ?? []), params]);
      return;
    }
    await webhooks.post(url, params, account.authToken);
    if (fault === "callback_duplicate") await webhooks.post(url, params, account.authToken);
    const late = heldBack.get(message.sid) ?? [];
    heldBack.delete(message.sid);
    for (const one of late.reverse()) await webhooks.post(url, one, account.authToken);
  }

  /** One step at a time for each message, so that its callbacks leave in order. */
  function stepInTurn(message: StoredMessage): Promise<void> {
    const turn = (steps.get(message.sid) ?? Promise.resolve()).then(() => step(message));
    steps.set(message.sid, turn);
    return turn.finally(() => {
      if (steps.get(message.sid) === turn) steps.delete(message.sid);
    });
  }

  function schedule(message: StoredMessage) {
    if (stopped || pace === "manual" || message.status === "scheduled" || !nextStatus(message)) return;
    const timer = setTimeout(() => {
      timers.delete(message.sid);
      // Without the time, while the database is away, the step comes again.
      void stepInTurn(message)
        .catch(() => {})
        .then(() => schedule(message));
    }, pace.stepMs);
    timers.set(message.sid, timer);
  }

  return {
    start: schedule,
    setOutcome: (to: string, outcome: Outcome) => void outcomes.set(to, outcome),
    /** Moves waiting messages on at once: all the way, or `steps` statuses. Resolves when the callbacks were answered. */
    async deliverNow(which: { sid?: string; to?: string; steps?: number } = {}): Promise<number> {
      const waiting = messages
        .all()
        .filter(
          (message) => (!which.sid || message.sid === which.sid) && (!which.to || message.to === which.to),
        )
        .filter((message) => message.direction === "outbound-api" && nextStatus(message));
      await Promise.all(
        waiting.map(async (message) => {
          for (let left = which.steps ?? 5; left > 0 && nextStatus(message); left -= 1)
            await stepInTurn(message);
        }),
      );
      return waiting.length;
    },
    /** Takes up deliveries that an earlier process left unfinished. */
    resume: () =>
      messages
        .all()
        .filter((one) => one.direction === "outbound-api")
        .forEach(schedule),
    /** Nothing moves by itself any more; what is unfinished is taken up by the next process. */
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      outcomes.clear();
      heldBack.clear();
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;
