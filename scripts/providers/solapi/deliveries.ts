import type { DeliveryPace } from "../twilio/deliveries";
import { bytesOf } from "./create-message";
import { prices, type SolapiMessage } from "./message";

/** The code a message ends in; Kakao's codes (31xx) strike its AlimTalk, others its texts. */
const isKakaoCode = (code: string) => code.startsWith("31");

/** 010 0000 NNNN ends in code NNNN without being told, e.g. 010-0000-3104: no KakaoTalk there. */
const codeOfNumber = (to: string): string | undefined => /^0100000([1-3]\d{3})$/.exec(to)?.[1];

interface Parts {
  all: () => readonly SolapiMessage[];
  changed: () => void;
  pace: DeliveryPace;
  now: () => Date | Promise<Date>;
}

/** Moves messages from 2000 over 3000 to 4000, or to the end chosen for a number; an AlimTalk that fails becomes its text. */
export function createDeliveries({ all, changed, pace, now }: Parts) {
  const outcomes = new Map<string, string>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const isGoing = (message: SolapiMessage) => message.status !== "COMPLETE" && message.statusCode !== "2100";

  function endOf(message: SolapiMessage): string {
    const code = outcomes.get(message.to) ?? codeOfNumber(message.to) ?? "4000";
    return isKakaoCode(code) === (message.type === "ATA") ? code : "4000";
  }

  async function step(message: SolapiMessage): Promise<void> {
    const at = (await now()).toISOString();
    const end = endOf(message);
    if (message.statusCode === "2000") moveTo(message, "3000", "SENDING", at);
    else if (end === "4000") moveTo(message, end, "COMPLETE", at);
    else if (message.type === "ATA" && message.kakaoOptions?.disableSms === false && message.text)
      replace(message, end, at);
    else {
      message.charge.refund = message.charge.requested + message.charge.replacement;
      moveTo(message, end, "COMPLETE", at);
    }
    changed();
  }

  /** The text in its stead: what the AlimTalk took is given back, the text is taken. */
  function replace(message: SolapiMessage, kakaoCode: string, at: string) {
    const type = message.subject || bytesOf(message.text ?? "") > 90 ? "LMS" : "SMS";
    message.history.push({ statusCode: kakaoCode, at });
    message.charge.refund = message.charge.requested;
    message.charge.replacement = prices[type];
    message.type = type;
    message.replacement = true;
    moveTo(message, "3000", "SENDING", at);
  }

  function moveTo(message: SolapiMessage, statusCode: string, status: SolapiMessage["status"], at: string) {
    message.statusCode = statusCode;
    message.status = status;
    message.updatedAt = at;
    message.history.push({ statusCode, at });
  }

  function schedule(message: SolapiMessage) {
    if (stopped || pace === "manual" || !isGoing(message)) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      // Without the time, while the database is away, the step comes again.
      void step(message)
        .catch(() => {})
        .then(() => schedule(message));
    }, pace.stepMs);
    timers.add(timer);
  }

  function clearTimers() {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  return {
    start: schedule,
    setOutcome: (to: string, statusCode: string) => void outcomes.set(to, statusCode),
    /** Moves waiting messages on at once: all the way, or `steps` statuses. */
    async deliverNow(which: { messageId?: string; to?: string; steps?: number } = {}): Promise<number> {
      const waiting = all().filter(
        (message) =>
          isGoing(message) &&
          (!which.messageId || message.messageId === which.messageId) &&
          (!which.to || message.to === which.to),
      );
      for (const message of waiting)
        for (let left = which.steps ?? 5; left > 0 && isGoing(message); left -= 1) await step(message);
      return waiting.length;
    },
    resume: () => all().forEach(schedule),
    stop() {
      stopped = true;
      clearTimers();
    },
    clear() {
      clearTimers();
      outcomes.clear();
    },
  };
}

export type SolapiDeliveries = ReturnType<typeof createDeliveries>;
