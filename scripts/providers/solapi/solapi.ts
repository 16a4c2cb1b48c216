import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { createFaults, type FaultInput } from "../faults";
import { listen } from "../http";
import type { OtherTexts } from "../phones";
import { createStateFile } from "../state-file";
import type { DeliveryPace } from "../twilio/deliveries";
import { createAccounts, type SolapiAccount } from "./accounts";
import { createApi } from "./api";
import { createControlRoutes } from "./control";
import { createDeliveries } from "./deliveries";
import { phoneText, type SolapiMessage } from "./message";
import { createTemplates, type Template, type templateInput } from "./templates";

interface SolapiOptions {
  accounts?: SolapiAccount[];
  /** Accept keys that nobody knows, as the demo does. */
  adoptAccounts?: boolean;
  /** Templates that every account has. */
  templates?: z.input<typeof templateInput>[];
  /** Business time; the real clock unless told. */
  now?: () => Date | Promise<Date>;
  /** Real time, against which signatures are checked. */
  realNow?: () => Date;
  /** "manual" in tests, a short real pause in the demo. */
  delivery?: DeliveryPace;
  /** Seed of the faults that strike by chance. */
  seed?: number;
  /** Keeps messages over a restart. */
  stateFile?: string;
}

/**
 * A Solapi-compatible message API with a control API beside it, to be put behind a port. Written from Solapi's public documents,
 * not from its client; what those do not say (the words of refusals, how a group is charged) is our best guess.
 */
export function createSolapi(options: SolapiOptions = {}) {
  const realNow = options.realNow ?? (() => new Date());
  const now = options.now ?? realNow;
  const messages: SolapiMessage[] = [];
  const images = new Set<string>();
  const accounts = createAccounts(options.accounts ?? [], options.adoptAccounts ?? false, realNow);
  const templates = createTemplates(options.templates ?? []);
  const faults = createFaults(options.seed ?? 1);
  const file = createStateFile(options.stateFile, () => ({ messages, images: [...images] }));
  const pace = options.delivery ?? "manual";
  const deliveries = createDeliveries({ all: () => messages, changed: file.changed, pace, now });
  const api = createApi({
    messages,
    images,
    changed: file.changed,
    accounts,
    templates,
    faults,
    deliveries,
    now,
    realNow,
  });
  const saved = file.load();
  if (saved) {
    messages.push(...saved.messages);
    for (const image of saved.images) images.add(image);
    deliveries.resume();
  }

  const digits = (to: string) => to.replace(/^\+82/, "0");
  const control = {
    /** Every message, oldest first; optionally of one phone (E.164). */
    messages: (to?: string): readonly SolapiMessage[] =>
      to ? messages.filter((message) => message.to === digits(to)) : messages,
    /** Every request that came in, with its body and the answer's status. */
    requests: api.requests,
    faults: faults.all,
    addFaults: (more: FaultInput[]) => faults.add(more),
    clearFaults: () => faults.clear(),
    /** The code that messages to a phone end in: 31xx strikes AlimTalk, others texts. */
    setOutcome: (to: string, statusCode: string) => deliveries.setOutcome(digits(to), statusCode),
    putAccount: accounts.put,
    putTemplate: (template: Template) => templates.put(template),
    deliverNow: ({ to, ...which }: Parameters<typeof deliveries.deliverNow>[0] & object = {}) =>
      deliveries.deliverNow({ ...which, ...(to ? { to: digits(to) } : {}) }),
    /** Forgets messages, faults, logs and added accounts and templates. */
    reset(seed?: number) {
      deliveries.clear();
      messages.length = 0;
      images.clear();
      faults.clear(seed);
      api.clear();
      accounts.clear();
      templates.clear();
      file.changed();
    },
  };

  const onPhones: OtherTexts = {
    texts: () => messages.map(phoneText),
    markRead(number, at) {
      const unread = messages.filter((one) => one.to === digits(number) && one.readAt === null);
      for (const one of unread) one.readAt = at;
      if (unread.length > 0) file.changed();
      return unread.length;
    },
  };

  const handleControl = createControlRoutes(control);
  return {
    control,
    onPhones,
    /** Takes a request for an address of Solapi's or its control; answers false for others. */
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
      if (url.pathname.startsWith("/control/solapi/")) await handleControl(request, response, url);
      else if (/^\/(messages\/v4|storage\/v1|kakao\/v2)\//.test(url.pathname))
        await api.handle(request, response, url);
      else return false;
      return true;
    },
    close() {
      deliveries.stop();
      file.close();
    },
  };
}

export type SolapiControl = ReturnType<typeof createSolapi>["control"];

/** The same on a loopback port of its own. */
export async function startSolapiServer(options: SolapiOptions & { port?: number } = {}) {
  const solapi = createSolapi(options);
  const server = await listen(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (!(await solapi.handle(request, response, url))) response.writeHead(404).end();
  }, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${server.port}`,
    control: solapi.control,
    async close() {
      solapi.close();
      await server.close();
    },
  };
}

export type SolapiServer = Awaited<ReturnType<typeof startSolapiServer>>;
