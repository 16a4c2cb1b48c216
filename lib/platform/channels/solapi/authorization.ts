import { createHmac } from "node:crypto";

interface Signed {
  apiKey: string;
  apiSecret: string;
  /** ISO 8601 without fractions, of the real clock: the provider compares it with its own. */
  date: string;
  salt: string;
}

/** The hex HMAC-SHA256 of date and salt that proves the secret without showing it. */
export const signatureOf = ({ apiSecret, date, salt }: Signed): string =>
  createHmac("sha256", apiSecret)
    .update(date + salt)
    .digest("hex");

/** The value of the Authorization header of one request; a salt serves once. */
export const authorization = (signed: Signed): string =>
  `HMAC-SHA256 apiKey=${signed.apiKey}, date=${signed.date}, salt=${signed.salt}, signature=${signatureOf(signed)}`;
