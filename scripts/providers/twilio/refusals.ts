/** An error answer in Twilio's shape; `code` is Twilio's error code, `status` the HTTP status. */
export class TwilioRefusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly status = 400,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  body() {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

const messages: Record<number, string> = {
  20003: "Authenticate",
  20404: "The requested resource was not found",
  20422: "Invalid Parameter",
  20429: "Too Many Requests",
  20500: "Internal Server Error",
  21211: "Invalid 'To' Phone Number",
  21212: "Invalid 'From' Number",
  21266: "'To' and 'From' number cannot be the same",
  21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  21602: "Message body is required",
  21603: "A 'From' phone number is required",
  21604: "A 'To' phone number is required",
  21606:
    "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination",
  21608: "The 'to' number provided is unverified. Trial accounts cannot send messages to unverified numbers",
  21609: "The 'StatusCallback' URL is not a valid URL",
  21610: "Attempt to send to unsubscribed recipient",
  21611: "This 'From' number has exceeded the maximum number of queued messages",
  21612: "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
  21614: "'To' number is not a valid mobile number",
  21617: "The concatenated message body exceeds the 1600 character limit",
  21620: "Invalid media URL(s)",
  21703: "The Messaging Service does not have a phone number available to send a message",
  21705: "The Messaging Service Sid is invalid",
  35111: "SendAt is required for scheduled messages",
  35114: "SendAt time must be between 300 seconds and 35 days in the future",
  35118: "MessagingServiceSid is required to schedule a message",
};

const statuses: Record<number, number> = { 20003: 401, 20404: 404, 20429: 429, 20500: 500 };

/** A refusal with Twilio's words for the code. */
export const refusal = (code: number, headers: Record<string, string> = {}) =>
  new TwilioRefusal(code, messages[code] ?? `Unknown error ${code}`, statuses[code] ?? 400, headers);

/** Twilio's magic numbers of its test credentials, good with every account here. */
export const magicFrom: Record<string, number> = {
  "+15005550001": 21212,
  "+15005550007": 21606,
  "+15005550008": 21611,
};

export const magicTo: Record<string, number> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};
