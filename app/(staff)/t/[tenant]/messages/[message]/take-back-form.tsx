import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Card } from "@/components/ui/card";
import { bound } from "../../../../../form/bound";
import { takeMessageBack } from "../actions";
import { TakeBackButton } from "./take-back-button";

/** Only this text; the rule that planned it goes on. */
export async function TakeBackForm({ tenant, id }: { tenant: string; id: string }) {
  const words = await getTranslations("messages.detail");
  return (
    <ClientMessages namespaces={["messages"]}>
      <Card className="grid gap-3">
        <p className="text-ink-2">{words("cancelNote")}</p>
        <TakeBackButton action={bound(takeMessageBack, tenant)} id={id} submit={words("cancel")} />
      </Card>
    </ClientMessages>
  );
}
