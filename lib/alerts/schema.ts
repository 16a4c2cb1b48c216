import { z } from "zod";

const base64url = (bytes: number) => {
  const length = Math.ceil((bytes * 4) / 3);
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/)
    .min(length)
    .max(length + 2);
};

/** What a browser tells of its subscription. */
export const deviceInput = z.strictObject({
  endpoint: z.url().max(1_000),
  p256dh: base64url(65),
  auth: base64url(16),
});

export const endpointInput = z.strictObject({ endpoint: z.url().max(1_000) });

/** What can be wrong with sending as a whole. */
export const alarmKinds = ["worker", "provider"] as const;
export type AlarmKind = (typeof alarmKinds)[number];
