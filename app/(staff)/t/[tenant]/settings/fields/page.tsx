import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { allFields } from "@/lib/customers/fields/fields";
import { may } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { SettingsPage } from "../settings-page";
import { AddFieldForm } from "./add-field-form";
import { FieldList } from "./field-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fields"))("title") };
}

/** The business's own fields on its customers. */
export default async function FieldsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const fields = await allFields(staff);
  const locked = !may(staff.role, "settings.write");
  const { slug } = staff.tenant;
  return (
    <SettingsPage staff={staff} place="fields">
      <FieldList slug={slug} fields={fields} locked={locked} />
      {!locked && <AddFieldForm slug={slug} />}
    </SettingsPage>
  );
}
