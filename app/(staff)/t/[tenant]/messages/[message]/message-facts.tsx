import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Card, SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import type { MessagePage } from "@/lib/messages/message-page";
import { formatCost } from "@/lib/platform/formats/cost";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";
import { reasonWords } from "../reason-words";

type Detail = { name: string; value: ReactNode };

/** Its way, times and cost, and what the provider said in its own words. */
export async function MessageFacts({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations();
  const detail = await getTranslations("messages.detail");
  const more = await getTranslations("outbox.detail");
  const when = (at: Date) => formatWhen(at, staff.tenant.zone, staff.locale);
  const address = (text: string) => (text.startsWith("+") ? formatPhone(text) : text);
  const { provider, cost, attempts } = message;
  const kind = message.kind ?? message.forecast?.kind;
  const kindWords = (one: string) => words(`outbox.kinds.${one as "sms"}`);
  const costWords = (one: typeof cost.final) => one && formatCost(one.micros, one.currency, staff.locale);
  const facts: (Detail | null | false | "")[] = [
    {
      name: more("channel"),
      value: kind ? kindWords(kind) : words(`outbox.channels.${message.channel as "sms"}`),
    },
    message.deliveredAs &&
      message.deliveredAs !== message.kind && {
        name: more("deliveredAs"),
        value: kindWords(message.deliveredAs),
      },
    message.toAddress && { name: detail("to"), value: address(message.toAddress) },
    message.sender && { name: more("sender"), value: address(message.sender) },
    { name: detail("due"), value: when(message.dueAt) },
    { name: detail("planned"), value: when(message.plannedAt) },
    message.expiresAt && { name: detail("expires"), value: when(message.expiresAt) },
    cost.estimated && {
      name: more("cost"),
      value: <Costs words={more} estimated={costWords(cost.estimated)} final={costWords(cost.final)} />,
    },
    attempts > 0 && { name: more("attempts"), value: attempts },
  ];
  const answers: (Detail | null | false | "" | 0)[] = provider
    ? [
        provider.meaning && { name: more("meaning"), value: reasonWords(words, provider.meaning) },
        provider.status && { name: detail("providerStatus"), value: provider.status },
        provider.errorCode && { name: detail("error"), value: provider.errorCode },
        provider.errorDetail && { name: detail("errorDetail"), value: provider.errorDetail },
        provider.segments && { name: detail("segments"), value: provider.segments },
        provider.sid && {
          name: detail("sid"),
          value: <code className="text-sm break-all">{provider.sid}</code>,
        },
        provider.listings > 0 && {
          name: more("listings"),
          value: more("listed", {
            count: provider.listings,
            when: provider.lastListingAt ? when(provider.lastListingAt) : "",
          }),
        },
        provider.nextListingAt && { name: more("nextListing"), value: when(provider.nextListingAt) },
      ]
    : [];
  return (
    <>
      <section>
        <SectionHeading>{detail("facts")}</SectionHeading>
        <Card>
          <DetailList details={facts.filter(isDetail)} />
        </Card>
      </section>
      {provider && (
        <section>
          <SectionHeading>{detail("provider")}</SectionHeading>
          <Card>
            {answers.some(isDetail) ? (
              <DetailList details={answers.filter(isDetail)} />
            ) : (
              <p className="text-ink-2">{detail("noAnswer")}</p>
            )}
          </Card>
        </section>
      )}
    </>
  );
}

const isDetail = (one: Detail | null | false | "" | 0): one is Detail =>
  typeof one === "object" && one !== null;

/** "예상 12원 → 최종 12원". */
function Costs({
  words,
  estimated,
  final,
}: {
  words: Awaited<ReturnType<typeof getTranslations<"outbox.detail">>>;
  estimated: string | null;
  final: string | null;
}) {
  return (
    <>
      {words("estimated", { cost: estimated ?? "" })}
      {final && (
        <>
          {" "}
          <span aria-hidden="true">→</span> {words("final", { cost: final })}
        </>
      )}
    </>
  );
}
