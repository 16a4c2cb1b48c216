import { type MessageKind, messageKinds, type RefusalClass } from "../channel";

/** Solapi's codes that mean something for us; any other is `other`, shown verbatim. */
const classes: Record<string, RefusalClass> = {
  "1020": "config",
  "1030": "config",
  "1061": "ads_refused",
  "1062": "config",
  "2230": "config",
  "2254": "filtered",
  "3014": "bad_number",
  "3032": "bad_number",
  "3048": "config",
  "3054": "filtered",
  "3055": "filtered",
  "3059": "config",
  "3101": "config",
  "3103": "config",
  "3105": "config",
  "3106": "config",
  // Words of a request that was turned away as a whole.
  NotEnoughBalance: "config",
};

/** Class of a status code of a message, or of the error code of a request. */
export const solapiClass = (code: string): RefusalClass => classes[code] ?? "other";

/** The order of events in a message's life, in the words of `ProviderStatus`. */
type Status = "queued" | "scheduled" | "canceled" | "sent" | "delivered" | "failed" | "undelivered";

/**
 * 1xxx never accepted, 2xxx at Solapi, 3xxx at the carrier or Kakao, 4xxx done. Codes of Kakao's (31xx) are no end while
 * a text may still go in its stead, and nothing is an end before `COMPLETE` where the provider says how far it is.
 */
export function solapiStatus(
  code: string,
  progress: string | null | undefined,
  mayBeReplaced: boolean,
): Status {
  if (code === "2000") return "queued";
  if (code === "2100") return "scheduled";
  if (code === "2160") return "canceled";
  if (code === "3000") return "sent";
  if (code === "4000") return "delivered";
  const isOver = progress ? progress === "COMPLETE" : !mayBeReplaced;
  if (!isOver) return "sent";
  return code.startsWith("3") ? "undelivered" : "failed";
}

/** Solapi's word for each kind; it sends no mail. */
export const typeOfKind: Record<MessageKind, string | undefined> = {
  sms: "SMS",
  lms: "LMS",
  mms: "MMS",
  alimtalk: "ATA",
  email: undefined,
};

/** The kind that Solapi names; null for one that we do not send. */
export const kindOfType = (type: string | null | undefined): MessageKind | null =>
  messageKinds.find((kind) => type && typeOfKind[kind] === type) ?? null;
