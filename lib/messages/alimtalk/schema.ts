import { z } from "zod";

/** Where Kakao's review of a template stands; only approved ones are sent. */
export const reviewStates = ["requested", "approved", "rejected", "stopped"] as const;
export type ReviewState = (typeof reviewStates)[number];

export const connectTemplateInput = z.object({
  id: z.uuid(),
  templateKey: z.string().max(80).default(""),
});
export type ConnectTemplate = z.output<typeof connectTemplateInput>;

export const checkNowInput = z.object({});
