import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { businessNow } from "@/lib/platform/clock";
import { localDate } from "@/lib/platform/zoned-time";
import { requestsOf } from "@/lib/privacy/requests";
import { staffPage } from "@/lib/web/staff";
import { PrivacyPage } from "./privacy-page";
import { RequestTable } from "./request-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

/** What customers asked for about their data, what is due first. */
export default async function RequestsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "privacy.write");
  const words = await getTranslations("privacy");
  const requests = await requestsOf(staff);
  const today = localDate(await businessNow(), staff.tenant.zone);
  return (
    <PrivacyPage staff={staff} place="requests" sub={words("sub")}>
      {requests.length === 0 ? (
        <EmptyState title={words("requests.none")} icon={<ShieldCheck className="size-5" />}>
          {words("requests.how")}
        </EmptyState>
      ) : (
        <>
          <RequestTable staff={staff} requests={requests} today={today} />
          <p className="text-[0.9375rem] text-ink-2">{words("requests.how")}</p>
        </>
      )}
    </PrivacyPage>
  );
}
