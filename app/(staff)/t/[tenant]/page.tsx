import { redirect } from "next/navigation";
import { staffPage } from "@/lib/web/staff";

export default async function DeskPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await staffPage((await params).tenant);
  redirect(`/t/${tenant.slug}/today`);
}
