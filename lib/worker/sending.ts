import { signsOfLife } from "./alive";
import { dueMessages, type OnError, sendOneTenant } from "./due-work";
import { type Rounds, startRounds } from "./rounds";

/** Tenants a worker sends for at the same time; a provider that answers one of them slowly delays no other. */
const tenantsAtOnce = 8;
const pauseMs = 250;

/** Looks for due messages and hands each tenant's to a sender of its own. `stop` waits for what is on the wire. */
export function startSending(onError: OnError): Rounds {
  const busy = new Map<string, Promise<void>>();
  const ending = new AbortController();
  const signs = signsOfLife();

  async function round(): Promise<boolean> {
    // A worker whose senders all hang gives no sign of life.
    if (busy.size >= tenantsAtOnce) return false;
    await signs.give();
    for (const [tenantId, ids] of await dueMessages()) {
      if (busy.has(tenantId)) continue;
      if (busy.size >= tenantsAtOnce) break;
      const sent = sendOneTenant(tenantId, ids, onError, ending.signal).finally(() => {
        busy.delete(tenantId);
        rounds.wake();
      });
      busy.set(tenantId, sent);
    }
    return false;
  }

  const rounds = startRounds(round, {
    pauseMs,
    onError: (error) => onError(error, { kind: "message.send", tenantId: "-" }),
  });
  return {
    wake: rounds.wake,
    stop: async () => {
      ending.abort();
      await rounds.stop();
      await Promise.all(busy.values());
      await signs.end();
    },
  };
}
