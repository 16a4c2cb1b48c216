import { expect, test } from "vitest";
import starter from "@/lib/follow-ups/starter.json" with { type: "json" };
import { saysReplyStop } from "./reply-stop";

test.each([
  "Reply STOP to unsubscribe",
  "Text stop to opt out.",
  'reply with "STOP"',
  "그만 받으시려면 STOP이라고 답장해 주세요",
  "수신거부라고 회신해 주세요",
  "ＳＴＯＰ 문자 주세요",
])("%s tells people to answer", (text) => expect(saysReplyStop(text)).toBe(true));

test.each([
  "무료수신거부 080-123-4567",
  "수신거부 #{수신거부링크}",
  "Please stop by our shop",
  "버스 정류장(stop)에서 5분",
  ...starter.templates.flatMap(({ body }) => [body.texts.ko, body.texts.en]),
])("%s does not", (text) => expect(saysReplyStop(text)).toBe(false));
