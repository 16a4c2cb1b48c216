import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import type { MessagePage } from "@/lib/messages/message-page";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";

/** Its times and number, and what the provider said in its own words. */
export async function MessageFacts({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations("messages.detail");
  const when = (at: Date) => formatWhen(at, staff.tenant.zone, staff.locale);
  const { provider } = message;
  const facts = [
    message.toAddress && { name: words("to"), value: formatPhone(message.toAddress) },
    { name: words("due"), value: when(message.dueAt) },
    { name: words("planned"), value: when(message.plannedAt) },
    message.expiresAt && { name: words("expires"), value: when(message.expiresAt) },
  ];
  const answers = provider && [
    provider.sid && { name: words("sid"), value: <code className="text-sm break-all">{provider.sid}</code> },
    provider.status && { name: words("providerStatus"), value: provider.status },
    provider.segments && { name: words("segments"), value: provider.segments },
    provider.errorCode && { name: words("error"), value: provider.errorCode },
    provider.errorDetail && { name: words("errorDetail"), value: provider.errorDetail },
  ];
  const known = (answers ?? []).filter((one) => typeof one === "object" && one !== null);
  return (
    <>
      <section>
        <SectionHeading>{words("facts")}</SectionHeading>
        <Card>
          <DetailList details={facts.filter((one) => typeof one === "object" && one !== null)} />
        </Card>
      </section>
      {provider && (
        <section>
          <SectionHeading>{words("provider")}</SectionHeading>
          <Card>
            {known.length > 0 ? (
              <DetailList details={known} />
            ) : (
              <p className="text-ink-2">{words("noAnswer")}</p>
            )}
          </Card>
        </section>
      )}
    </>
  );
}
