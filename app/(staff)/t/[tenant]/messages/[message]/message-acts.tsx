import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Card, SectionHeading } from "@/components/ui/card";
import { whyNot } from "@/lib/messages/explain";
import type { MessagePage } from "@/lib/messages/message-page";
import type { StaffScope } from "@/lib/web/staff";
import { bound } from "../../../../../form/bound";
import { ActForm } from "../act-form";
import { sendMessageAgain, sendMessageNow, takeMessageBack } from "../actions";

/** What somebody may do with it now, each with what would follow; what may not be done says why. */
export async function MessageActs({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations();
  const { id, sendNow, sendAgain, now } = message;
  if (!message.mayBeTakenBack && !sendAgain) return null;
  const { slug, zone } = staff.tenant;
  const speech = { words, zone, locale: staff.locale, now };
  return (
    <section>
      <SectionHeading>{words("outbox.acts.title")}</SectionHeading>
      <ClientMessages namespaces={["outbox", "messages", "gate"]}>
        <Card className="grid gap-6">
          {sendNow && (
            <div className="grid gap-2">
              <p className="text-ink-2">
                {sendNow.outcome === "send"
                  ? words("outbox.acts.nowNote")
                  : words("outbox.acts.nowNot", { why: whyNot(sendNow.reason, speech) })}
              </p>
              {sendNow.outcome === "send" && (
                <ActForm
                  action={bound(sendMessageNow, slug)}
                  fields={{ id }}
                  submit={words("outbox.acts.sendNow")}
                />
              )}
            </div>
          )}
          {message.mayBeTakenBack && (
            <div className="grid gap-2">
              <p className="text-ink-2">{words("messages.detail.cancelNote")}</p>
              <ActForm
                action={bound(takeMessageBack, slug)}
                fields={{ id }}
                submit={words("messages.detail.cancel")}
                asksWhy
              />
            </div>
          )}
          {sendAgain && (
            <div className="grid gap-2">
              <p className="text-ink-2">
                {sendAgain.allowed
                  ? words(
                      message.class === "advertising" ? "outbox.acts.againAdNote" : "outbox.acts.againNote",
                    )
                  : words("outbox.acts.againNot", { why: whyNot(sendAgain.reason, speech) })}
              </p>
              {sendAgain.allowed && (
                <ActForm
                  action={bound(sendMessageAgain, slug)}
                  fields={{ id }}
                  submit={words("outbox.acts.sendAgain")}
                />
              )}
            </div>
          )}
        </Card>
      </ClientMessages>
    </section>
  );
}
