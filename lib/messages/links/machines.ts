/** What asked for an address, as far as it says so itself. */
export interface Asking {
  method: string;
  userAgent: string;
  /** `Sec-Purpose` or `Purpose`: browsers fetch ahead what nobody pressed. */
  purpose: string;
}

/** Previews of messengers, mail scanners, search engines, programs. The phones of Cubot are phones. */
const machines =
  /(?<!cu)bot(?![a-z])|facebookexternalhit|kakaotalk-scrape|crawl|spider|scrape|scan|preview|slurp|yeti\/|daum(?:oa)?\/|headless|monitor|prefetch|proxy|safelinks|proofpoint|mimecast|barracuda/i;

/**
 * Whether a machine opened a link rather than a person, judged kindly: browsers, also those within KakaoTalk and Naver, call
 * themselves Mozilla; what does not, or asks for the head alone, is no person.
 */
export const isMachine = ({ method, userAgent, purpose }: Asking): boolean =>
  method !== "GET" ||
  /prefetch|preview/i.test(purpose.slice(0, 100)) ||
  !userAgent.startsWith("Mozilla/") ||
  machines.test(userAgent.slice(0, 300));
