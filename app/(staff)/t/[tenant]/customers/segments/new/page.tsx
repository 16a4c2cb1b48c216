import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { staffPage } from "@/lib/web/staff";
import { SegmentPage } from "../segment-page";

interface Props {
  params: Promise<{ tenant: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segments"))("new") };
}

export default async function NewSegmentPage({ params }: Props) {
  const staff = await staffPage((await params).tenant, "customers.write");
  return <SegmentPage staff={staff} segment={null} />;
}
