import type { Outgoing } from "../channel";
import { koreanDigits, senderDigits } from "./phone";
import { typeOfKind } from "./status-codes";

/** Under which our id travels in Solapi's own fields (key up to 30, value up to 100 characters). */
export const ourIdField = "dangolId";

/**
 * The body of `messages/v4/send-many/detail` for one message. The type is always said, so that nothing becomes a dearer LMS
 * unseen. Nothing is ever scheduled there: a date in the past would send at once, and our own scheduler asks the gate again.
 */
export function sendBody(message: Outgoing, imageId: string | undefined) {
  return {
    messages: [
      {
        to: koreanDigits(message.to),
        from: senderDigits(message.from ?? ""),
        country: "82",
        type: typeOfKind[message.kind],
        autoTypeDetect: false,
        customFields: { [ourIdField]: message.ourId },
        ...(message.kind === "alimtalk" ? kakao(message) : text(message, imageId)),
      },
    ],
    showMessageList: true,
  };
}

/** A subject would make an SMS an LMS. */
const text = ({ kind, subject, body }: Outgoing, imageId: string | undefined) => ({
  text: body,
  ...(kind !== "sms" && subject ? { subject } : {}),
  ...(imageId ? { imageId } : {}),
});

/** The text is not what Kakao shows (that is the template) but what goes in its stead. */
function kakao({ alimtalk }: Outgoing) {
  const fallback = alimtalk?.fallback;
  return {
    kakaoOptions: {
      pfId: alimtalk?.channelId,
      templateId: alimtalk?.templateId,
      variables: Object.fromEntries(
        Object.entries(alimtalk?.variables ?? {}).map(([name, value]) => [`#{${name}}`, value]),
      ),
      disableSms: !fallback,
    },
    ...(fallback ? { text: fallback.body } : {}),
    ...(fallback?.kind === "lms" && fallback.subject ? { subject: fallback.subject } : {}),
  };
}
