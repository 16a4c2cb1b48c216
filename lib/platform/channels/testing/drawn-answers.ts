import fc from "fast-check";
import { readCost } from "../money";
import { enhancedCode, outcomeOfFailure } from "../smtp/replies";
import { bareAddress } from "../smtp/smtp";
import { chargeOf, outcomeOfSend, readPage, sentMessage } from "../solapi/answers";
import { reviewState } from "../solapi/kakao-templates";
import type { Answer } from "../solapi/request";
import { solapiStatus } from "../solapi/status-codes";

const word = fc.oneof(
  fc.constantFrom(
    "2000",
    "3104",
    "4000",
    "1062",
    "ATA",
    "SMS",
    "COMPLETE",
    "550 5.1.1 no",
    "-0.0075",
    "USD",
    "a@b.kr",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const value = fc.oneof(word, fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const message = fc.dictionary(
  fc.constantFrom(
    "messageId",
    "statusCode",
    "type",
    "to",
    "status",
    "customFields",
    "kakaoOptions",
    "dateCreated",
  ),
  value,
);
const body = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({
    messageList: fc.array(message, { maxLength: 3 }),
    failedMessageList: fc.array(message, { maxLength: 2 }),
  }),
  fc.record({ messageList: fc.dictionary(fc.constant("M4V"), message), nextKey: value }),
  fc.record({ errorCode: value, errorMessage: value }),
  fc.record({ balance: fc.dictionary(fc.constantFrom("requested", "refund"), value), point: value }),
);

/** Answers of providers: right ones, ones that are nearly right, and noise. */
export const answers = fc.record({
  text: word,
  value,
  answer: fc.oneof(
    fc.record({
      kind: fc.constant("answered" as const),
      status: fc.constantFrom(200, 201, 302, 400, 401, 404, 408, 429, 500, 503),
      json: body,
      retryAfter: fc.option(word),
    }),
    fc.constant({ kind: "unreached" as const }),
    fc.record({ kind: fc.constant("unanswered" as const), detail: word }),
  ),
});

type Drawn = { text: string; value: unknown; answer: Answer };

/** A listing that cannot be read is told by throwing; its words are ours and quote nothing. */
function readList(answer: Answer) {
  try {
    readPage(answer).messages.map(sentMessage);
  } catch (error) {
    if (!(error as Error).message.startsWith("solapi: ")) throw error;
  }
}

export const answerReaders: readonly [string, (drawn: Drawn) => unknown][] = [
  ["send", ({ answer }) => outcomeOfSend(answer)],
  ["list", ({ answer }) => readList(answer)],
  ["charge", ({ answer }) => readCost(chargeOf(answer), "KRW")],
  ["status", ({ text }) => [solapiStatus(text, text, true), reviewState(text)]],
  ["price", ({ value: price, text }) => readCost(price, text)],
  [
    "reply of a mail server",
    ({ text, value: code }) => [
      enhancedCode(text),
      outcomeOfFailure({
        command: text,
        reply: text,
        replyCode: typeof code === "number" ? code : undefined,
        code: text,
        dataBegan: code === true,
      }),
    ],
  ],
  ["sender", ({ text }) => bareAddress(text)],
];
