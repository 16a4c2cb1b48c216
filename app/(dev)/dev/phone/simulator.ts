import "server-only";
import { z } from "zod";
import { env } from "@/lib/platform/env";

const phone = z.object({
  number: z.string(),
  unread: z.number(),
  lastAt: z.iso.datetime(),
  lastBody: z.string(),
});

const text = z.object({
  sid: z.string(),
  provider: z.enum(["twilio", "solapi"]),
  kind: z.enum(["sms", "lms", "mms", "alimtalk"]),
  /** A number; of an AlimTalk, the Kakao channel. */
  from: z.string().nullable(),
  to: z.string(),
  subject: z.string().nullable(),
  body: z.string(),
  pictures: z.array(z.string()),
  direction: z.enum(["inbound", "outbound-api"]),
  status: z.string(),
  errorCode: z.string().nullable(),
  segments: z.number(),
  createdAt: z.iso.datetime(),
});

/** A phone of the simulator: everybody who was ever sent a text from here. */
export type Phone = z.infer<typeof phone>;
export type Text = z.infer<typeof text>;

/** Asks the local provider server's control address; null when it does not run. */
export async function askProviders(path: string, body?: object): Promise<unknown> {
  const post = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  try {
    const address = `http://127.0.0.1:${env.providersPort}/control/${path}`;
    const response = await fetch(address, { cache: "no-store", ...(body ? post : {}) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** The phone with the newest text first; null when the simulator does not run. */
export async function phones(): Promise<Phone[] | null> {
  const answer = z.object({ phones: z.array(phone) }).safeParse(await askProviders("phones"));
  return answer.success ? answer.data.phones : null;
}

/** A phone's texts, oldest first. Looking at them makes them read: this is the phone in its owner's hand. */
export async function openThread(number: string): Promise<Text[]> {
  const path = `phones/${encodeURIComponent(number)}`;
  const answer = z.object({ messages: z.array(text) }).safeParse(await askProviders(path));
  if (!answer.success) return [];
  await askProviders(`${path}/read`, {});
  return answer.data.messages;
}

/** Writes a text on a phone; the simulator posts it to us as the provider would. */
export const writeText = (from: string, to: string, body: string) =>
  askProviders("reply", { from, to, body });
