import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type AdvertisingProof, advertisingProofs } from "@/lib/tenants/advertising-proofs";
import { may } from "@/lib/tenants/permissions";
import { textingAccount } from "@/lib/tenants/provider-accounts";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { SettingsPage } from "../settings-page";
import { AlimtalkTemplates } from "./alimtalk-templates";
import { ProofForm, TextingForm } from "./texting-forms";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("settings.places");
  return { title: words("texting") };
}

export default async function TextingSettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const [account, proofs] = await Promise.all([textingAccount(staff), advertisingProofs(staff)]);
  const locked = !may(staff.role, "keys.write");
  return (
    <SettingsPage staff={staff} place="texting">
      <TextingForm slug={staff.tenant.slug} account={account} locked={locked} />
      <AlimtalkTemplates staff={staff} locked={locked} />
      <Proofs staff={staff} proofs={proofs} />
      {!locked && <ProofForm slug={staff.tenant.slug} />}
    </SettingsPage>
  );
}

async function Proofs({ staff, proofs }: { staff: StaffScope; proofs: AdvertisingProof[] }) {
  const words = await getTranslations("settings.proofs");
  const day = (instant: Date) => formatDate(instant, staff.tenant.zone, staff.locale, { year: true });
  const range = ({ validFrom, validUntil }: AdvertisingProof) =>
    validUntil
      ? words("range", { from: day(validFrom), until: day(new Date(validUntil.getTime() - 1)) })
      : words("from", { date: day(validFrom) });
  return (
    <Card as="section" aria-labelledby="proofs">
      <h2 id="proofs" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("intro")}</p>
      {proofs.length === 0 ? (
        <p className="mt-4 text-ink-2">{words("none")}</p>
      ) : (
        <RowList className="mt-3">
          {proofs.map((proof) => (
            <Row key={proof.id} note={`${range(proof)} · ${words("recordedBy", { name: proof.recordedBy })}`}>
              <b className="font-semibold">{proof.provider}</b> {proof.description}
            </Row>
          ))}
        </RowList>
      )}
    </Card>
  );
}
