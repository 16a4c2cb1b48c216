import type { AddressInfo, Socket } from "node:net";
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { createFaults, type Fault, type FaultInput, mayBeSent, requestFaults } from "../faults";
import { createStateFile } from "../state-file";

/** A mail as it arrived. */
interface StoredMail {
  id: number;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: { name: string; value: string }[];
  attachments: { name: string; type: string; bytes: number }[];
  readAt: string | null;
}

interface SmtpOptions {
  now?: () => Date | Promise<Date>;
  port?: number;
  stateFile?: string;
}

const addresses = (field: AddressObject | AddressObject[] | undefined) =>
  (Array.isArray(field) ? field : field ? [field] : []).flatMap((one) =>
    one.value.flatMap((entry) => entry.address ?? []),
  );

/** A reply with its code, as the library wants it. */
function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** The replies of faults that strike before the mail: busy (421, 450), no such mailbox (550), or the code that was asked for. */
function envelopeReply(fault: Fault): Error | undefined {
  if (fault.kind === "throttle") return reply(Number(fault.code ?? 450), "4.2.1 Try again later");
  if (fault.kind === "bad_request") return reply(Number(fault.code ?? 550), "5.1.1 No such mailbox here");
  return undefined;
}

/**
 * An SMTP server on loopback that takes every mail and keeps it. Any user name and password will do. Faults strike by recipient;
 * `unauthorized` refuses the sign-in of everybody; `server_error`, `reset`, `timeout` and `junk` strike after the mail was read, which
 * with `sent` is kept all the same.
 */
export async function startSmtpServer(options: SmtpOptions = {}) {
  const faults = createFaults(1);
  const struck = new Map<string, Fault>();
  let conversations = 0;
  const now = options.now ?? (() => new Date());
  const file = createStateFile(options.stateFile, () => mails);
  const mails: StoredMail[] = file.load() ?? [];

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: 10_000_000,
    onConnect(_session, done) {
      conversations += 1;
      done();
    },
    onAuth(auth, _session, done) {
      if (faults.draw(["unauthorized"], "create")) return done(reply(535, "5.7.8 Authentication failed"));
      done(null, { user: auth.username ?? "anybody" });
    },
    onRcptTo(address, session, done) {
      const kinds = requestFaults.filter((kind) => kind !== "unauthorized");
      const fault = faults.draw(kinds, "create", address.address);
      const refused = fault && envelopeReply(fault);
      if (fault && !refused) struck.set(session.id, fault);
      done(refused);
    },
    async onData(stream, session, done) {
      const fault = struck.get(session.id);
      struck.delete(session.id);
      try {
        const mail = await simpleParser(stream);
        if (fault && !mayBeSent(fault)) return strike(fault, session.id, done);
        mails.push({
          id: (mails.at(-1)?.id ?? 0) + 1,
          at: (await now()).toISOString(),
          from: addresses(mail.from)[0] ?? "",
          to: session.envelope.rcptTo.map((recipient) => recipient.address),
          subject: mail.subject ?? "",
          text: mail.text ?? "",
          html: mail.html || null,
          headers: mail.headerLines.map(({ key, line }) => ({
            name: key,
            value: line.slice(line.indexOf(":") + 1).trim(),
          })),
          attachments: mail.attachments.map((one) => ({
            name: one.filename ?? "",
            type: one.contentType,
            bytes: one.size,
          })),
          readAt: null,
        });
        file.changed();
        if (fault) return strike(fault, session.id, done);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  server.on("error", () => undefined);

  /** After the mail was read: a reply of its own, words that are no reply, silence, or the end of the line. */
  function strike(fault: Fault, sessionId: string, done: (error?: Error) => void) {
    if (fault.kind === "server_error") return done(reply(451, "4.3.0 Internal error"));
    if (fault.kind === "timeout") return;
    for (const connection of server.connections) {
      const { id, _socket: socket } = connection as unknown as { id: string; _socket: Socket };
      if (id !== sessionId) continue;
      if (fault.kind === "junk") socket.write("Hello there\r\n");
      else socket.resetAndDestroy();
    }
  }

  await new Promise<void>((ready, failed) => {
    server.server.once("error", failed);
    server.listen(options.port ?? 0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;

  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    /** Oldest first; optionally only those to an address. */
    mails: (to?: string): readonly StoredMail[] =>
      to ? mails.filter((mail) => mail.to.includes(to)) : mails,
    async markRead(id: number) {
      const mail = mails.find((one) => one.id === id);
      if (mail) mail.readAt ??= (await now()).toISOString();
      file.changed();
    },
    addFaults: (more: FaultInput[]) => faults.add(more),
    clearFaults: () => faults.clear(),
    faults: faults.all,
    /** How many connections were made so far. */
    conversations: () => conversations,
    clear() {
      mails.length = 0;
      file.changed();
    },
    async close() {
      await new Promise<void>((done) => server.close(done));
      file.close();
    },
  };
}

export type SmtpServer = Awaited<ReturnType<typeof startSmtpServer>>;
