import { unsupportedCharacters } from "@/lib/messages/korean-characters";
import { saysReplyStop } from "@/lib/messages/reply-stop";
import type { TemplateBody } from "@/lib/messages/schema";
import { type TemplateProblem, templateProblems, withoutBlanks } from "@/lib/messages/template";
import { KOREAN_LIMITS, koreanBytes } from "@/lib/messages/text-length";
import { Refusal } from "@/lib/platform/refusal";
import { labelProblems } from "./labelled-template";
import { everyWord } from "./template-class";

/**
 * Refuses what could not be sent as it stands: unknown blanks, characters a Korean phone would show as "?" with their places
 * (row 56), an answer that reaches nobody (row 26), a headline over 40 bytes (row 59), advertising by AlimTalk (row 72), and
 * of a label what cannot be repaired (rows 17, 20).
 */
export function refuseUnfit(body: TemplateBody, business: { senderName: string; variables: string[] }): void {
  const texts = body.channel === "email" ? [] : [body.texts.ko, body.texts.en].filter(Boolean);
  const [broken] = templateProblems(everyWord(body), business.variables);
  if (broken) throw new Refusal("invalid", `followUps.problems.${broken.kind}`, wordsOf(broken));
  const unknown = Object.keys(body.fallbacks).find((name) => !business.variables.includes(name));
  if (unknown !== undefined)
    throw new Refusal("invalid", "followUps.problems.unknown_variable", { name: unknown });
  if (body.channel !== "email") refuseUnsupported(body);
  // It goes to Korea through Twilio, where an answer reaches nobody (row 26).
  if (saysReplyStop(`${body.texts.ko}\n${body.subject?.ko ?? ""}`))
    throw new Refusal("invalid", "followUps.editor.replyStop");
  for (const headline of [body.subject?.ko ?? "", body.subject?.en ?? ""])
    if (koreanBytes(withoutBlanks(headline)) > KOREAN_LIMITS.subject)
      throw new Refusal("invalid", "gate.reasons.SUBJECT_TOO_LONG");
  if (body.class === "transactional") return;
  if (body.channel === "alimtalk") throw new Refusal("invalid", "gate.reasons.ALIMTALK_AD");
  for (const text of texts) {
    const [problem] = labelProblems(text, business.senderName);
    if (problem) throw new Refusal("invalid", `gate.reasons.${problem}`);
  }
}

/** The Korean words go to Korean phones; what stands for a missing value goes along. */
function refuseUnsupported({ texts, subject, fallbacks }: TemplateBody): void {
  const found = [texts.ko, subject?.ko ?? "", ...Object.values(fallbacks)].flatMap(unsupportedCharacters);
  if (found.length === 0) return;
  const named = [...new Map(found.map((one) => [one.character, one])).values()].slice(0, 10);
  throw new Refusal("invalid", "templates.unsupportedHere", {
    characters: named
      .map(({ character, replacement }) => (replacement ? `${character} → ${replacement}` : character))
      .join(", "),
  });
}

function wordsOf(problem: TemplateProblem): Record<string, string> {
  if (problem.kind === "unknown_variable") return { name: problem.name };
  return problem.kind === "unknown_particle" ? { name: problem.particle } : {};
}
