import type { AddressInfo } from "node:net";
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
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

/** An SMTP server on loopback that takes every mail and keeps it. Any user name and password will do. */
export async function startSmtpServer(options: SmtpOptions = {}) {
  const now = options.now ?? (() => new Date());
  const file = createStateFile(options.stateFile, () => mails);
  const mails: StoredMail[] = file.load() ?? [];

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: 10_000_000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anybody" }),
    async onData(stream, session, done) {
      try {
        const mail = await simpleParser(stream);
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
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  server.on("error", () => undefined);
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
