import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { segmentOf } from "@/lib/customers/segments/segments";
import { Refusal } from "@/lib/platform/refusal";
import { staffPage } from "@/lib/web/staff";
import { SegmentPage } from "../segment-page";

interface Props {
  params: Promise<{ tenant: string; segment: string }>;
  searchParams: Promise<{ saved?: string | string[]; version?: string | string[] }>;
}

const segmentOrNotFound = cache(async (tenant: string, id: string) => {
  const staff = await staffPage(tenant, "customers.read");
  const segment = await segmentOf(staff, id).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === "not_found") notFound();
    throw error;
  });
  return { staff, segment };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, segment: id } = await params;
  return { title: (await segmentOrNotFound(tenant, id)).segment.name };
}

export default async function EditSegmentPage({ params, searchParams }: Props) {
  const { tenant, segment: id } = await params;
  const { staff, segment } = await segmentOrNotFound(tenant, id);
  const { saved, version } = await searchParams;
  return (
    <SegmentPage
      staff={staff}
      segment={segment}
      saved={typeof saved === "string" ? saved : undefined}
      anew={saved !== undefined || version !== undefined}
    />
  );
}
