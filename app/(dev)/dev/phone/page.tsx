import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FreshEvery } from "@/components/shell/fresh-every";
import { EmptyState } from "@/components/ui/empty-state";
import { env } from "@/lib/platform/env";
import { DevFrame } from "./dev-frame";
import { PhoneList } from "./phone-list";
import { phones } from "./simulator";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("dev.phone");
  return { title: words("title") };
}

/** Every phone that got a text from here. Exists in demo mode only. */
export default async function PhonesPage() {
  if (!env.isDemo) notFound();
  const [words, all] = await Promise.all([getTranslations("dev.phone"), phones()]);
  return (
    <DevFrame title={words("title")} sub={words("sub")}>
      <FreshEvery seconds={3} />
      {all ? <PhoneList phones={all} /> : <EmptyState title={words("down")}>{words("downBody")}</EmptyState>}
    </DevFrame>
  );
}
