import type { RefusalClass, SendOutcome } from "../channel";

/** What a mail server said in the end, or that it said nothing. */
export interface Failure {
  /** "RCPT TO" and the like; where the conversation stood. */
  command: string | undefined;
  /** The three digits of its reply; absent when none came. */
  replyCode: number | undefined;
  reply: string | undefined;
  /** A code of the network or of the library. */
  code: string | undefined;
  /** Whether the mail itself had begun to leave. */
  dataBegan: boolean;
}

const busyPauseSeconds = 60;
const unreachablePauseSeconds = 30;

/**
 * How a mail that did not go is to be read (RFC 5321): 4yz is "not now", 5yz "never like this", both said by the server and so
 * certain. Without a reply it is certain only before the mail began to leave.
 */
export function outcomeOfFailure(failure: Failure): SendOutcome {
  const { replyCode } = failure;
  if (replyCode !== undefined && replyCode >= 400 && replyCode < 500)
    return { kind: "throttled", retryAfterSeconds: busyPauseSeconds };
  if (replyCode !== undefined && replyCode >= 500 && replyCode < 600) {
    const enhanced = enhancedCode(failure.reply);
    return {
      kind: "refused",
      code: enhanced ? `${replyCode} ${enhanced}` : String(replyCode),
      message: (failure.reply ?? "").slice(0, 300),
      class: classOf(failure.command ?? "", replyCode, enhanced),
    };
  }
  if (failure.dataBegan) return { kind: "unclear", detail: failure.code ?? "no answer" };
  if (failure.code === "EAUTH")
    return { kind: "refused", code: "auth", message: "The mail server takes no sign-in", class: "config" };
  if (failure.code === "ETLS")
    return { kind: "refused", code: "tls", message: "The mail server takes no TLS", class: "config" };
  return { kind: "throttled", retryAfterSeconds: unreachablePauseSeconds };
}

/** The enhanced status of RFC 3463, e.g. "5.1.1". */
export function enhancedCode(reply: string | undefined): string | undefined {
  return /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})(?:\s|$)/.exec(reply ?? "")?.[1];
}

/** 5.1.x is about the address; 5.1.7 and 5.1.8 are about the sender's. */
function classOf(command: string, replyCode: number, enhanced: string | undefined): RefusalClass {
  const isSignIn = /^(AUTH|STARTTLS)/.test(command) || [530, 534, 535, 538].includes(replyCode);
  if (isSignIn || /^5\.1\.[78]$/.test(enhanced ?? "") || /^MAIL FROM/.test(command)) return "config";
  if (enhanced?.startsWith("5.1.")) return "bad_number";
  if (enhanced?.startsWith("5.7.")) return "filtered";
  if (!enhanced && /^RCPT TO/.test(command) && [550, 551, 553].includes(replyCode)) return "bad_number";
  return "other";
}
