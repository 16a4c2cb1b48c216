import { getTranslations } from "next-intl/server";
import { SectionHeading } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { ConsentNotice } from "@/lib/customers/ledger/ledger";
import { forecasts } from "@/lib/messages/forecast";
import type { MessageState } from "@/lib/messages/schema";
import { formatDate, formatWhen } from "@/lib/platform/formats/korean-time";
import { inTransaction } from "@/lib/platform/tenancy";
import type { StaffScope } from "@/lib/web/staff";
import { ExpectedTag, StateTag } from "../../../messages/message-tags";
import { reasonWords } from "../reason-words";

interface Props {
  staff: StaffScope;
  notices: ConsentNotice[];
  reconfirmBefore: Date | null;
}

const waiting = ["planned", "held", "claimed"];

/** Result notices and confirmations: what is to come and what the gate would say of it, and what became of the others. */
export async function Notices({ staff, notices, reconfirmBefore }: Props) {
  const words = await getTranslations();
  const { zone, slug } = staff.tenant;
  const ids = notices.filter(({ state }) => waiting.includes(state)).map(({ id }) => id);
  const expected = await inTransaction(staff, (tx) => forecasts(tx, ids));
  return (
    <section aria-labelledby="notices">
      <SectionHeading id="notices">{words("consents.notices.title")}</SectionHeading>
      {notices.length === 0 && (
        <p className="text-[0.9375rem] text-ink-2">{words("consents.notices.none")}</p>
      )}
      <ul className="divide-y divide-line">
        {notices.map(({ id, kind, state, reason, at }) => {
          const forecast = expected.get(id);
          const because = reasonWords(words, forecast?.reason ?? reason);
          return (
            <li key={id} className="py-2.5 text-[0.9375rem] first:pt-0">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <TextLink
                  quiet
                  href={`/t/${slug}/messages/${id}`}
                  className="-my-2.5 inline-flex min-h-11 items-center font-semibold"
                >
                  {words(`consents.notices.${kind}`)}
                </TextLink>
                {forecast ? (
                  <ExpectedTag forecast={forecast} zone={zone} locale={staff.locale} />
                ) : (
                  <StateTag state={state as MessageState} />
                )}
              </p>
              <p className="text-ink-2">
                {formatWhen(at, zone, staff.locale)}
                {because && ` · ${because}`}
              </p>
            </li>
          );
        })}
      </ul>
      {reconfirmBefore && (
        <p className="mt-2.5 text-[0.9375rem] text-ink-2">
          {words("customers.page.reconfirm")}:{" "}
          {words("customers.page.until", { date: formatDate(reconfirmBefore, zone, staff.locale) })}
        </p>
      )}
    </section>
  );
}
