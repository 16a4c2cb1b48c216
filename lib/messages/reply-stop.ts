const SAYS_REPLY =
  /\b(?:reply|text|send|answer)\s{1,3}(?:with\s{1,3})?["'“‘]?stop\b|\bstop["'”’]?\s{0,3}(?:이?라고\s{0,3}|을\s{0,3}|를\s{0,3}|로\s{0,3})?(?:답장|회신|보내|문자)|(?:수신\s?거부|거부)["'”’]?\s{0,3}(?:이?라고\s{0,3}|를\s{0,3})?(?:답장|회신|문자)/i;

/**
 * Whether a text tells people to refuse by answering it. To Korea through Twilio it arrives as [국제발신], and nobody can
 * answer: the way out it names is none (row 26).
 */
export const saysReplyStop = (text: string): boolean =>
  SAYS_REPLY.test(text.slice(0, 2_000).normalize("NFKC"));
