import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { isLoopback } from "@/lib/platform/network-address";
import { reachableAddress } from "@/lib/platform/reachable-host";
import type { OpenAccount } from "../channel";
import type { Failure } from "./replies";

const defaultTimeoutMs = 15_000;

interface Letter {
  /** Bare addresses. */
  from: string;
  to: string;
  /** As it leaves, headers and all. */
  bytes: Buffer;
}

/** The library's errors carry where they happened and what the server said. */
interface ConnectionError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/**
 * One SMTP conversation with one mail in it, on a connection of its own: only so is it known how far it came. Resolves with
 * undefined when the server took the mail. Throws ForbiddenHost, and for a name that nobody knows.
 */
export async function sendLetter(account: OpenAccount, letter: Letter): Promise<Failure | undefined> {
  const connection = await open(account);
  let dataBegan = false;
  // Read for the first time when the server has answered DATA.
  const bytes = Readable.from(
    (async function* () {
      dataBegan = true;
      yield letter.bytes;
    })(),
  );
  const failed = new Promise<ConnectionError>((resolve) => connection.once("error", resolve));
  const step = (start: (done: (error?: ConnectionError | null) => void) => void) =>
    Promise.race([
      failed,
      new Promise<ConnectionError | undefined>((resolve) => start((error) => resolve(error ?? undefined))),
    ]);
  const credentials = account.key ? { user: account.key, pass: account.secret } : undefined;
  const error =
    (await step((done) => connection.connect(done))) ??
    (credentials && (await step((done) => connection.login({ credentials }, done)))) ??
    (await step((done) => connection.send({ from: letter.from, to: [letter.to] }, bytes, done)));
  if (error) connection.close();
  else connection.quit();
  return (
    error && {
      command: error.command,
      replyCode: error.responseCode,
      reply: error.response,
      code: error.code,
      dataBegan,
    }
  );
}

async function open(account: OpenAccount) {
  const url = new URL(account.baseUrl ?? "");
  const secure = url.protocol === "smtps:";
  const timeout = account.timeoutMs ?? defaultTimeoutMs;
  return new SMTPConnection({
    host: await reachableAddress(url.hostname),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password and a customer's address do not cross the internet in the open.
    requireTLS: !secure && !isLoopback(url.hostname),
    tls: { servername: url.hostname },
    connectionTimeout: Math.min(timeout, 10_000),
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
  } as SMTPConnection.Options);
}
