import { z } from "zod";
import type { OpenAccount } from "../channel";
import { told } from "./answers";
import { ask } from "./request";

/** Where a template stands in Kakao's review; only approved ones can be sent. */
export type ReviewState = "requested" | "approved" | "rejected" | "stopped";

/** A template of a Kakao channel as Solapi lists it. */
export interface KakaoTemplate {
  id: string;
  name: string;
  /** The Kakao channel (pfId); null for one of a channel group. */
  channelId: string | null;
  /** With #{variables}. */
  content: string;
  state: ReviewState;
  /** The reviewer's last words on a rejected one. */
  rejectedReason: string | null;
}

const listed = z.object({
  templateId: z.string().min(1),
  name: z.string().default(""),
  channelId: z.string().nullish(),
  content: z.string().default(""),
  status: z.string(),
  isHidden: z.boolean().nullish(),
  comments: z.array(z.object({ isAdmin: z.boolean().nullish(), content: z.string() })).nullish(),
});

const page = z.object({ templateList: z.array(listed), nextKey: z.string().nullish() });

const mostPages = 50;

/** All AlimTalk templates of an account. Throws when the listing fails: that is not an empty one. */
export async function kakaoTemplates(account: OpenAccount): Promise<KakaoTemplate[]> {
  const found: KakaoTemplate[] = [];
  let startKey: string | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const parameters = new URLSearchParams({ limit: "100", ...(startKey ? { startKey } : {}) });
    const answer = await ask(account, "GET", `kakao/v2/templates?${parameters}`);
    if (answer.kind !== "answered" || answer.status !== 200)
      throw new Error(`solapi: no list of templates: ${told(answer)}`);
    const read = page.safeParse(answer.json);
    if (!read.success) throw new Error("solapi: a list of templates that cannot be read");
    found.push(...read.data.templateList.map(template));
    if (!read.data.nextKey) return found;
    startKey = read.data.nextKey;
  }
  throw new Error("solapi: a list of templates without end");
}

function template(one: z.infer<typeof listed>): KakaoTemplate {
  const state = one.isHidden ? "stopped" : reviewState(one.status);
  const words = one.comments?.findLast((comment) => comment.isAdmin)?.content ?? null;
  return {
    id: one.templateId,
    name: one.name,
    channelId: one.channelId ?? null,
    content: one.content,
    state,
    rejectedReason: state === "rejected" ? words : null,
  };
}

/** Solapi's words, and Kakao's own (REG, REQ, APR, REJ). What is not known to be approved is not sent. */
export function reviewState(status: string): ReviewState {
  if (["APPROVED", "APR"].includes(status)) return "approved";
  if (["REJECTED", "REJ"].includes(status)) return "rejected";
  return ["PENDING", "INSPECTING", "REG", "REQ"].includes(status) ? "requested" : "stopped";
}
