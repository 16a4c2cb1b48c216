import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/platform/env";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { DevFrame } from "../../phone/dev-frame";
import { LinkedText } from "../../phone/linked-text";
import { openMail } from "../mailbox";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("dev.mailbox");
  return { title: words("title") };
}

/** One mail, as text: what its HTML half looks like is the reader's affair. Exists in demo mode only. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!env.isDemo) notFound();
  const { id } = await params;
  const mail = /^\d{1,9}$/.test(id) ? await openMail(id) : null;
  if (!mail) notFound();
  const [words, locale] = await Promise.all([getTranslations("dev.mailbox"), getLocale()]);
  const facts = [
    { name: words("from"), value: mail.from },
    { name: words("to"), value: mail.to.join(", ") },
    { name: words("when"), value: formatShort(new Date(mail.at), "Asia/Seoul", locale) },
  ];
  return (
    <DevFrame
      title={mail.subject || words("noSubject")}
      trail={
        <TextLink href="/dev/mail" quiet className="inline-flex min-h-11 items-center">
          {words("back")}
        </TextLink>
      }
    >
      <dl className="mb-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {facts.map((fact) => (
          <div key={fact.name} className="contents">
            <dt className="text-ink-3">{fact.name}</dt>
            <dd className="break-all">{fact.value}</dd>
          </div>
        ))}
      </dl>
      <Card as="article">{mail.text ? <LinkedText text={mail.text} /> : words("noText")}</Card>
      {mail.attachments.length > 0 && (
        <section aria-label={words("attachments")} className="mt-5 text-sm">
          <h2 className="font-semibold">{words("attachments")}</h2>
          <ul>
            {mail.attachments.map((file) => (
              <li key={file.name}>
                {file.name} · {file.type} · {words("bytes", { bytes: file.bytes })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className="mt-5 text-sm">
        <summary className="min-h-11 cursor-pointer content-center text-ink-2">{words("headers")}</summary>
        <ul className="grid gap-1 text-xs break-all text-ink-2">
          {mail.headers.map((header) => (
            <li key={`${header.name} ${header.value}`}>
              <strong>{header.name}</strong>: {header.value}
            </li>
          ))}
        </ul>
      </details>
    </DevFrame>
  );
}
