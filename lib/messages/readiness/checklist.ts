import type { ChannelName, ProviderName } from "@/lib/platform/channels/channel";

/** What is known of a tenant's set-up, as the checklist asks it. */
export interface SetUp {
  accounts: readonly {
    provider: ProviderName;
    channels: readonly ChannelName[];
    /** As senders are compared; null where it shows none that could be registered. */
    sender: string | null;
  }[];
  /** Senders whose proof is recorded and valid today. */
  registered: ReadonlySet<string>;
  /** Providers with a proof valid today that Korean advertising may go through them. */
  proofs: ReadonlySet<string>;
  optOutNumber: boolean;
  businessName: boolean;
  /** A telephone number or a mail address in the business's own details. */
  contact: boolean;
  address: boolean;
  testMode: boolean;
  paused: boolean;
  /** Somebody sent a test to themself, and the provider took it. */
  tested: boolean;
}

export const checks = [
  "running",
  "everybody",
  "textAccount",
  "sender",
  "advertisingProof",
  "optOutNumber",
  "business",
  "mailAccount",
  "mailAddress",
  "tested",
] as const;
export type Check = (typeof checks)[number];

/** What does not leave while it is missing. `limited`: it leaves only in some other way, which the words say. */
export type Stops = "everything" | "texts" | "advertisingTexts" | "mails" | "advertisingMails" | "limited";

export interface CheckItem {
  check: Check;
  done: boolean;
  /** Of no account to a business that does not use it. */
  optional: boolean;
  stops: Stops;
  /** Where it is set right: a place below the settings. */
  place: string;
}

/**
 * What sending needs, what is there, and what does not leave without it; in the order in which one would set it up. The same
 * things are facts of the gate, which has the last word on each message.
 */
export function checklist(setUp: SetUp): CheckItem[] {
  const texting = setUp.accounts.filter(({ channels }) => channels.includes("sms"));
  const mailing = setUp.accounts.some(({ channels }) => channels.includes("email"));
  const needsProof = texting.length > 0 && texting.every(({ provider }) => provider === "twilio");
  const item = (check: Check, done: boolean, stops: Stops, place: string, optional = false): CheckItem => ({
    check,
    done,
    stops,
    place,
    optional,
  });
  const registered = texting.some(({ sender }) => sender !== null && setUp.registered.has(sender));
  return [
    ...(setUp.paused ? [item("running", false, "everything", "texting/limits")] : []),
    ...(setUp.testMode ? [item("everybody", false, "everything", "texting/limits")] : []),
    item("textAccount", texting.length > 0, "texts", "texting/accounts"),
    item("sender", registered, "texts", "texting/numbers"),
    ...(needsProof
      ? [item("advertisingProof", setUp.proofs.has("twilio"), "advertisingTexts", "texting/advertising")]
      : []),
    item("optOutNumber", setUp.optOutNumber, "limited", "texting/advertising"),
    item("business", setUp.businessName && setUp.contact, "limited", ""),
    item("mailAccount", mailing, "mails", "texting/accounts", true),
    ...(mailing ? [item("mailAddress", setUp.contact && setUp.address, "advertisingMails", "")] : []),
    item("tested", setUp.tested, "limited", "texting", true),
  ];
}

/** Messages that are planned, by what they are. */
export interface Planned {
  channel: string;
  class: string;
  count: number;
}

/** What is missing and holds up something that is planned, with how many messages. */
export interface HeldUp extends CheckItem {
  count: number;
}

/** For the Today page. */
export function hindrances(items: readonly CheckItem[], planned: readonly Planned[]): HeldUp[] {
  return items.flatMap((item) => {
    if (item.done) return [];
    const count = planned
      .filter((one) => isStopped(item.stops, one))
      .reduce((sum, one) => sum + one.count, 0);
    return count > 0 ? [{ ...item, count }] : [];
  });
}

function isStopped(stops: Stops, { channel, class: messageClass }: Planned): boolean {
  const isMail = channel === "email";
  const isAd = messageClass === "advertising";
  switch (stops) {
    case "everything":
      return true;
    case "texts":
      return channel === "sms";
    case "advertisingTexts":
      return channel === "sms" && isAd;
    case "mails":
      return isMail;
    case "advertisingMails":
      return isMail && isAd;
    case "limited":
      return false;
  }
}
