import type { ProviderStatus } from "@/lib/platform/sms/status-rank";

import type { MessageState } from "./schema";

/** Our state for each status of a provider's; what it only took in is "accepted". */
export const stateOf: Record<ProviderStatus, MessageState> = {
  accepted: "accepted",
  scheduled: "accepted",
  queued: "accepted",
  sending: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "cancelled",
};

/** States in which nothing more is expected from the provider. */
export const ended: readonly MessageState[] = ["delivered", "undelivered", "failed", "cancelled"];
