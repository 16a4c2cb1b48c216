import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { RowList } from "@/components/ui/row-list";
import { formatSender, senderKey } from "@/lib/messages/senders/sender-number-rule";
import { type SenderNumber, senderNumbers } from "@/lib/messages/senders/sender-numbers";
import { may } from "@/lib/tenants/permissions";
import { sendingAccounts } from "@/lib/tenants/sending-accounts";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { TextingPage } from "../texting-page";
import { RecordForm } from "./record-form";
import { SenderRow } from "./sender-row";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ paper?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.senders"))("title") };
}

/** Numbers that texts come from, and what shows that they are the business's own. */
export default async function SenderNumbersPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const { paper } = await searchParams;
  const [senders, accounts] = await Promise.all([senderNumbers(staff), sendingAccounts(staff)]);
  const used = accounts
    .filter(({ active, channels }) => active && channels.includes("sms"))
    .flatMap(({ messagingServiceSid, senderNumber }) => senderKey(messagingServiceSid ?? senderNumber) ?? []);
  const unproven = used.filter((number) => !senders.some((one) => one.number === number && one.holds));
  return (
    <TextingPage staff={staff} place="numbers">
      <Senders staff={staff} senders={senders} used={used} paper={paper} />
      {may(staff.role, "keys.write") && (
        <RecordForm slug={staff.tenant.slug} suggestion={unproven[0] ?? null} />
      )}
    </TextingPage>
  );
}

async function Senders({
  staff,
  senders,
  used,
  paper,
}: {
  staff: StaffScope;
  senders: SenderNumber[];
  used: string[];
  paper: string | undefined;
}) {
  const words = await getTranslations("texting.senders");
  const missing = used.filter((number) => !senders.some((one) => one.number === number && one.holds));
  return (
    <Card as="section" aria-labelledby="senders">
      <h2 id="senders" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("intro")}</p>
      <div className="mt-4 grid gap-3">
        {paper === "added" && <Notice tone="good">{words("paperAdded")}</Notice>}
        {paper && paper !== "added" && <Notice tone="bad">{words("paperBad")}</Notice>}
        {missing.map((number) => (
          <Notice key={number} tone="warn">
            {words("missingFor", { number: formatSender(number) })}
          </Notice>
        ))}
        {senders.length === 0 ? (
          <p className="text-ink-2">{words("none")}</p>
        ) : (
          <RowList>
            {senders.map((sender) => (
              <SenderRow
                key={sender.id}
                staff={staff}
                sender={sender}
                used={used.includes(sender.number)}
                locked={!may(staff.role, "keys.write")}
              />
            ))}
          </RowList>
        )}
      </div>
    </Card>
  );
}
