import iconv from "iconv-lite";
import { z } from "zod";
import type { SolapiAccount } from "./accounts";
import { type MessageType, messageTypes, prices, type SolapiMessage } from "./message";
import { MessageRefusal, SolapiRefusal } from "./refusals";
import { filled, type Templates } from "./templates";

const messageInput = z.looseObject({
  to: z.string().min(1),
  from: z.string().optional(),
  text: z.string().optional(),
  subject: z.string().optional(),
  type: z.enum(messageTypes).optional(),
  imageId: z.string().optional(),
  autoTypeDetect: z.boolean().optional(),
  country: z.string().optional(),
  customFields: z.record(z.string().max(30), z.string().max(100)).optional(),
  kakaoOptions: z
    .looseObject({
      pfId: z.string(),
      templateId: z.string(),
      variables: z.record(z.string(), z.string()).default({}),
      disableSms: z.boolean().default(false),
    })
    .optional(),
});

export const sendInput = z.looseObject({
  messages: z.array(messageInput).min(1).max(10_000),
  scheduledDate: z.string().optional(),
  showMessageList: z.boolean().optional(),
});

type MessageInput = z.output<typeof messageInput>;

/** EUC-KR bytes, as the carriers count. */
export const bytesOf = (text: string) => iconv.encode(text, "cp949").length;

export const newId = (prefix: "M4V" | "G4V" | "ST01FZ") =>
  prefix + crypto.randomUUID().replaceAll("-", "").toUpperCase().slice(0, 29);

interface Parts {
  account: SolapiAccount;
  templates: Templates;
  hasImage: (imageId: string) => boolean;
  now: Date;
  realNow: Date;
  /** Business time until which it waits; undefined sends at once, as a time that is past does. */
  scheduledDate: string | undefined;
}

/** Checks one message and returns it as it would be stored. Throws a MessageRefusal or, for what is no message, a SolapiRefusal. */
export function newMessage(input: MessageInput, parts: Parts): SolapiMessage {
  const { account, now } = parts;
  const type = typeOf(input);
  if (!/^0\d{8,10}$/.test(input.to)) throw new MessageRefusal("3014");
  if (account.numbers && !account.numbers.includes(input.from ?? "")) throw new MessageRefusal("1062");
  if (input.from !== undefined && !/^\d{8,11}$/.test(input.from)) throw new MessageRefusal("1062");
  const kakaoText = type === "ATA" ? kakaoTextOf(input, parts) : null;
  if (type !== "ATA") checkText(input, type, parts);
  const at = now.toISOString();
  const waits = parts.scheduledDate !== undefined && Date.parse(parts.scheduledDate) > now.getTime();
  const statusCode = waits ? "2100" : "2000";
  return {
    messageId: newId("M4V"),
    groupId: newId("G4V"),
    apiKey: account.apiKey,
    type,
    to: input.to,
    from: input.from ?? null,
    text: input.text ?? null,
    subject: input.subject ?? null,
    imageId: input.imageId ?? null,
    kakaoOptions: input.kakaoOptions
      ? {
          pfId: input.kakaoOptions.pfId,
          templateId: input.kakaoOptions.templateId,
          disableSms: input.kakaoOptions.disableSms,
        }
      : null,
    kakaoText,
    customFields: input.customFields ?? {},
    statusCode,
    status: "PENDING",
    replacement: false,
    charge: { requested: prices[type], replacement: 0, refund: 0 },
    createdAt: at,
    updatedAt: at,
    receivedAtRealTime: parts.realNow.toISOString(),
    history: [{ statusCode, at }],
    readAt: null,
    listedFrom: null,
    hiddenListings: 0,
  };
}

/** Without a type, or with its detection on, a long text or a subject makes an LMS. */
function typeOf(input: MessageInput): MessageType {
  if (input.type && input.autoTypeDetect === false) return input.type;
  if (input.kakaoOptions) return "ATA";
  if (input.imageId) return "MMS";
  return input.subject || bytesOf(input.text ?? "") > 90 ? "LMS" : "SMS";
}

function checkText(input: MessageInput, type: MessageType, { hasImage }: Parts) {
  const invalid = (words: string) => new SolapiRefusal(400, "ValidationError", words);
  if (!input.text || !input.from) throw new MessageRefusal("1010");
  if (bytesOf(input.text) > (type === "SMS" ? 90 : 2000)) throw invalid("text is too long");
  if (input.subject && bytesOf(input.subject) > 40) throw invalid("subject is too long");
  if (type !== "MMS" && input.imageId) throw new MessageRefusal("1025");
  if (type === "MMS" && !(input.imageId && hasImage(input.imageId))) throw new MessageRefusal("1023");
}

function kakaoTextOf({ kakaoOptions }: MessageInput, { templates, account }: Parts): string {
  if (!kakaoOptions) throw new MessageRefusal("1010");
  const template = templates
    .of(account.apiKey)
    .find((one) => one.templateId === kakaoOptions.templateId && one.channelId === kakaoOptions.pfId);
  if (template?.status !== "APPROVED" || template.isHidden) throw new MessageRefusal("3105");
  const text = filled(template.content, kakaoOptions.variables);
  if (text === null || text.length > 1000) throw new MessageRefusal("3106");
  return text;
}
