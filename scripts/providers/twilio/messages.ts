import { randomBytes } from "node:crypto";
import type { StoredMessage } from "./message";

export const newSid = (prefix: "SM" | "MM" | "MG" | "AC") => prefix + randomBytes(16).toString("hex");

/** All messages in order of creation, with the opt-outs that STOP has caused. */
export function createMessages() {
  const list: StoredMessage[] = [];
  const bySid = new Map<string, StoredMessage>();
  const optOuts = new Set<string>();
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const optOutKey = (accountSid: string, sender: string, phone: string) => `${accountSid}|${sender}|${phone}`;

  return {
    all: (): readonly StoredMessage[] => list,
    find: (sid: string) => bySid.get(sid),
    add(message: StoredMessage) {
      list.push(message);
      bySid.set(message.sid, message);
      changed();
    },
    remove(sid: string) {
      const at = list.findIndex((message) => message.sid === sid);
      if (at < 0) return false;
      list.splice(at, 1);
      bySid.delete(sid);
      changed();
      return true;
    },
    changed,
    onChange: (listener: () => void) => void listeners.push(listener),
    /** `sender` is a messaging service's sid, or a number. */
    optOut(accountSid: string, sender: string, phone: string) {
      optOuts.add(optOutKey(accountSid, sender, phone));
      changed();
    },
    optIn(accountSid: string, sender: string, phone: string) {
      optOuts.delete(optOutKey(accountSid, sender, phone));
      changed();
    },
    optedOut: (accountSid: string, sender: string, phone: string) =>
      optOuts.has(optOutKey(accountSid, sender, phone)),
    clear() {
      list.length = 0;
      bySid.clear();
      optOuts.clear();
      changed();
    },
    snapshot: () => ({ messages: list, optOuts: [...optOuts] }),
    restore(saved: { messages: StoredMessage[]; optOuts: string[] }) {
      for (const kept of saved.messages) {
        // A file of an earlier version knows no pictures.
        const message = { ...kept, media: kept.media ?? [] };
        list.push(message);
        bySid.set(message.sid, message);
      }
      for (const key of saved.optOuts) optOuts.add(key);
    },
  };
}

export type Messages = ReturnType<typeof createMessages>;
