import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FreshEvery } from "@/components/shell/fresh-every";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/platform/env";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { DevFrame } from "../dev-frame";
import { PhoneList } from "../phone-list";
import { openThread, phones } from "../simulator";
import { ReplyBox } from "./reply-box";
import { Thread } from "./thread";

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const words = await getTranslations("dev.phone");
  return { title: words("thread", { phone: formatPhone(`+${(await params).number}`) }) };
}

/** One phone in its owner's hand: what it got, and what it answers. Exists in demo mode only. */
export default async function PhonePage({ params }: Props) {
  if (!env.isDemo) notFound();
  const { number } = await params;
  if (!/^\d{7,15}$/.test(number)) notFound();
  const phone = `+${number}`;
  const words = await getTranslations("dev.phone");
  const texts = await openThread(phone);
  if (texts.length === 0) notFound();
  const all = (await phones()) ?? [];
  const answerable = texts.filter((text) => text.provider === "twilio");
  const senders = [...new Set(answerable.map((text) => (text.direction === "inbound" ? text.to : text.from)))]
    .filter((sender) => sender !== null)
    .reverse();
  return (
    <DevFrame
      title={formatPhone(phone)}
      trail={
        <TextLink href="/dev/phone" quiet className="inline-flex min-h-11 items-center md:hidden">
          {words("back")}
        </TextLink>
      }
    >
      <FreshEvery seconds={3} />
      <div className="grid gap-6 md:grid-cols-[18rem_minmax(0,1fr)]">
        <nav aria-label={words("numbers")} className="max-md:hidden">
          <PhoneList phones={all} open={phone} />
        </nav>
        <section
          aria-label={words("thread", { phone: formatPhone(phone) })}
          className="grid content-start gap-5"
        >
          <Thread texts={texts} />
          {phone.startsWith("+82") && senders.length > 0 && <Notice>{words("oneWay")}</Notice>}
          {senders.length > 0 && <ReplyBox phone={phone} senders={senders} />}
        </section>
      </div>
    </DevFrame>
  );
}
