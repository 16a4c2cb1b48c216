import type { ChannelName, ProviderName } from "@/lib/platform/channels/channel";
import type { TenantScope } from "@/lib/platform/tenancy";
import type { FaultInput } from "@/scripts/providers/faults";

import { type ChannelWorld, mailTenant, solapiTenant } from "./channel-world";
import { mobile, sendingTenant } from "./message-world";

/** One provider as a test sees it: who sends by it, what arrived, and how it is made to fail. */
export interface Line {
  provider: ProviderName;
  channel: ChannelName;
  tenant: () => Promise<TenantScope & { accountId: string }>;
  /** Number or address of the test's n-th person. */
  address: (index: number) => string;
  /** What arrived at an address, by the provider's ids; of mails by Message-ID, by which mail programs know two for one. */
  arrived: (to: string) => string[];
  /** All that ever arrived. */
  count: () => number;
  addFaults: (faults: FaultInput[]) => void;
  clearFaults: () => void;
  /** Says "no answer" although the message leaves. */
  falseError: FaultInput;
}

export const mailOf = (index: number): string => `reader-${index}@example.kr`;

export function lineOf(world: ChannelWorld, provider: ProviderName): Line {
  const { provider: twilio, solapi, smtp } = world;
  switch (provider) {
    case "twilio":
      return {
        provider,
        channel: "sms",
        tenant: () => sendingTenant(),
        address: mobile,
        arrived: (to) => twilio.control.messages(to).map(({ sid }) => sid),
        count: () => twilio.control.messages().length,
        addFaults: (faults) => twilio.control.addFaults(faults),
        clearFaults: () => twilio.control.clearFaults(),
        falseError: { kind: "server_error", sent: true },
      };
    case "solapi":
      return {
        provider,
        channel: "sms",
        tenant: () => solapiTenant(),
        address: mobile,
        arrived: (to) => solapi.control.messages(to).map(({ messageId }) => messageId),
        count: () => solapi.control.messages().length,
        addFaults: (faults) => solapi.control.addFaults(faults),
        clearFaults: () => solapi.control.clearFaults(),
        falseError: { kind: "server_error", sent: true },
      };
    case "smtp":
      return {
        provider,
        channel: "email",
        tenant: () => mailTenant(world),
        address: mailOf,
        arrived: (to) =>
          smtp
            .mails(to)
            .map(({ headers }) => headers.find(({ name }) => name === "message-id")?.value ?? "none"),
        count: () => smtp.mails().length,
        addFaults: (faults) => smtp.addFaults(faults),
        clearFaults: () => smtp.clearFaults(),
        falseError: { kind: "reset", sent: true },
      };
  }
}
