import type { IncomingMessage, ServerResponse } from "node:http";
import { createFaults, type FaultInput } from "../faults";
import { listen } from "../http";
import { inOrder, type OtherTexts, type PhoneText } from "../phones";
import { createStateFile } from "../state-file";
import { createAccounts, type ProviderAccount } from "./accounts";
import { createApi } from "./api";
import { createControlRoutes } from "./control";
import { createDeliveries, type DeliveryPace, type Outcome } from "./deliveries";
import { phoneText, type StoredMessage } from "./message";
import { createMessages } from "./messages";
import { createReplies } from "./replies";
import { createWebhooks } from "./webhooks";

interface TwilioOptions {
  accounts?: ProviderAccount[];
  /** Accept the first credentials seen for an unknown account, as the demo does. */
  adoptAccounts?: boolean;
  /** Inbound address of adopted accounts. */
  inboundUrl?: string;
  /** Business time; the real clock unless told. */
  now?: () => Date | Promise<Date>;
  /** "manual" in tests, a short real pause in the demo. */
  delivery?: DeliveryPace;
  /** Seed of the faults that strike by chance. */
  seed?: number;
  /** Keeps messages and opt-outs over a restart. */
  stateFile?: string;
  port?: number;
  /** Another part of the program that wants addresses of this port; answers true when it took the request. */
  /** What other providers sent to the same phones. */
  alsoOnPhones?: OtherTexts;
  also?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>;
}

/** A Twilio-compatible message API on loopback, with a control API beside it. */
export async function startTwilioServer(options: TwilioOptions = {}) {
  const realNow = () => new Date();
  const now = options.now ?? realNow;
  const accounts = createAccounts(options.accounts ?? [], options.adoptAccounts ?? false, options.inboundUrl);
  const messages = createMessages();
  const faults = createFaults(options.seed ?? 1);
  const webhooks = createWebhooks(realNow);
  const pace = options.delivery ?? "manual";
  const deliveries = createDeliveries({ messages, accounts, webhooks, faults, pace, now });
  const reply = createReplies({ messages, accounts, webhooks, now, realNow });
  const api = createApi({ messages, accounts, faults, deliveries, now, realNow });

  const file = createStateFile(options.stateFile, () => ({
    ...messages.snapshot(),
    accounts: accounts.all(),
  }));
  const saved = file.load();
  if (saved) {
    for (const account of saved.accounts) if (!accounts.find(account.sid)) accounts.put(account);
    messages.restore(saved);
    deliveries.resume();
  }
  messages.onChange(file.changed);

  const control = {
    /** Every message, oldest first, with exact times; optionally of one phone. */
    messages: (to?: string): readonly StoredMessage[] =>
      to ? messages.all().filter((message) => message.to === to) : messages.all(),
    /** Every request of Twilio's API that came in, with its form and the answer's status. */
    requests: api.requests,
    /** Every webhook posted or dropped. */
    callbacks: webhooks.calls,
    faults: faults.all,
    addFaults: (more: FaultInput[]) => faults.add(more),
    clearFaults: () => faults.clear(),
    setOutcome: ({ to, ...outcome }: Outcome & { to: string }) => deliveries.setOutcome(to, outcome),
    putAccount: accounts.put,
    deliverNow: deliveries.deliverNow,
    reply,
    /** Texts of all providers on all phones, in the order they came. */
    phoneTexts: (): PhoneText[] =>
      inOrder(messages.all().map(phoneText), options.alsoOnPhones?.texts() ?? []),
    async markRead(number: string): Promise<number> {
      const at = (await now()).toISOString();
      const others = options.alsoOnPhones?.markRead(number, at) ?? 0;
      const unread = messages.all().filter((message) => message.to === number && message.readAt === null);
      for (const message of unread) message.readAt = at;
      messages.changed();
      return unread.length + others;
    },
    /** Resolves when no webhook is under way. */
    settled: webhooks.settled,
    /** Forgets messages, faults, logs and added accounts. */
    reset(seed?: number) {
      deliveries.clear();
      messages.clear();
      faults.clear(seed);
      webhooks.clear();
      api.clear();
      accounts.clear();
    },
  };

  const handleControl = createControlRoutes(control);
  const server = await listen(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (await options.also?.(request, response, url)) return;
    if (url.pathname.startsWith("/control/")) return void (await handleControl(request, response, url));
    await api.handle(request, response, url);
  }, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    control,
    async close() {
      deliveries.stop();
      await server.close();
      file.close();
    },
  };
}

export type TwilioServer = Awaited<ReturnType<typeof startTwilioServer>>;
export type TwilioControl = TwilioServer["control"];
