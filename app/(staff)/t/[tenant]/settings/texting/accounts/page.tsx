import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { formatSender } from "@/lib/messages/senders/sender-number-rule";
import type { ProviderName } from "@/lib/platform/channels/channel";
import { may } from "@/lib/tenants/permissions";
import { type SendingAccountFacts, sendingAccounts } from "@/lib/tenants/sending-accounts";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { AlimtalkTemplates } from "../alimtalk-templates";
import { TextingPage } from "../texting-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.accounts"))("title") };
}

/** Accounts with the companies that carry messages, in the order in which they are used. */
export default async function AccountsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const words = await getTranslations("texting.accounts");
  const accounts = await sendingAccounts(staff);
  const [used, retired] = [accounts.filter(({ active }) => active), accounts.filter(({ active }) => !active)];
  return (
    <TextingPage staff={staff} place="accounts">
      <Card as="section" aria-labelledby="accounts">
        <h2 id="accounts" className="text-lg font-bold">
          {words("title")}
        </h2>
        <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("intro")}</p>
        {used.length === 0 ? (
          <p className="mt-4 text-ink-2">{words("none")}</p>
        ) : (
          <Accounts staff={staff} accounts={used} />
        )}
      </Card>
      {may(staff.role, "keys.write") && <Add staff={staff} />}
      <AlimtalkTemplates staff={staff} locked={!may(staff.role, "keys.write")} />
      {retired.length > 0 && (
        <Card as="section" aria-labelledby="retired">
          <h2 id="retired" className="text-lg font-bold">
            {words("retiredTitle")}
          </h2>
          <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("retiredIntro")}</p>
          <Accounts staff={staff} accounts={retired} />
        </Card>
      )}
    </TextingPage>
  );
}

async function Accounts({ staff, accounts }: { staff: StaffScope; accounts: SendingAccountFacts[] }) {
  const words = await getTranslations("texting.accounts");
  const base = `/t/${staff.tenant.slug}/settings/texting/accounts`;
  return (
    <RowList className="mt-3">
      {accounts.map(({ id, provider, label, channels, priority, active, ...account }) => {
        const name = label ?? words(`providers.${provider}`);
        const texts = account.senderNumber && formatSender(account.senderNumber);
        const from = account.mailFrom ?? texts ?? account.messagingServiceSid ?? account.key;
        return (
          <Row
            key={id}
            note={[from, ...(active ? [words("order", { priority })] : [])].join(" · ")}
            end={
              <TextLink href={`${base}/${id}`} aria-label={words("editNamed", { name })}>
                {words("edit")}
              </TextLink>
            }
          >
            <b className="font-semibold">{name}</b>{" "}
            {active ? (
              channels.map((channel) => (
                <Tag key={channel} className="ml-1">
                  {words(`channels.${channel}`)}
                </Tag>
              ))
            ) : (
              <Tag>{words("retiredTag")}</Tag>
            )}
          </Row>
        );
      })}
    </RowList>
  );
}

async function Add({ staff }: { staff: StaffScope }) {
  const words = await getTranslations("texting.accounts");
  const base = `/t/${staff.tenant.slug}/settings/texting/accounts/new`;
  return (
    <Card as="section" aria-labelledby="add">
      <h2 id="add" className="text-lg font-bold">
        {words("add")}
      </h2>
      <RowList className="mt-3">
        {(["solapi", "twilio", "smtp"] as const satisfies readonly ProviderName[]).map((provider) => (
          <Row
            key={provider}
            note={words(`about.${provider}`)}
            end={
              <LinkButton
                href={`${base}?provider=${provider}`}
                aria-label={words("addNamed", { provider: words(`providers.${provider}`) })}
              >
                {words("add")}
              </LinkButton>
            }
          >
            <b className="font-semibold">{words(`providers.${provider}`)}</b>
          </Row>
        ))}
      </RowList>
    </Card>
  );
}
