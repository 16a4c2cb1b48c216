import { parsePhoneNumberFromString } from "libphonenumber-js/max";

import type { ChannelName } from "@/lib/platform/channels/channel";
import { localOf } from "@/lib/platform/zoned-time";

import type { MessageContext } from "./context";

/** Where a tenant without a telephone of the recipient's country stands. */
export const homeCountry = "KR";

/** The contact point of a channel; it may be one that takes no texts, or that is known to be dead. */
export const pointOf = ({ phone, mail }: MessageContext, channel: ChannelName) =>
  channel === "email" ? mail : phone;

/** ISO code from the number; a mail goes to wherever the business is. */
export function countryOf({ phone }: MessageContext, channel: ChannelName): string {
  if (channel === "email" || !phone) return homeCountry;
  return parsePhoneNumberFromString(phone.address)?.country ?? homeCountry;
}

/** Quiet hours abroad: the zone of the country's capital where the number tells no more; else the tenant's own. */
const zones: Record<string, string> = {
  US: "America/New_York",
  CA: "America/Toronto",
  JP: "Asia/Tokyo",
  GB: "Europe/London",
};

/** A number of +1 does not say how far west its owner lives: their morning begins when Los Angeles wakes up. */
export function zoneOf(country: string, fallback: string, now: Date): string {
  const zone = zones[country] ?? fallback;
  const wide = country === "US" || country === "CA";
  return wide && localOf(now, zone).time < "12:00" ? "America/Los_Angeles" : zone;
}
