import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type AdvertisingProof, advertisingProofs } from "@/lib/tenants/advertising-proofs";
import { may } from "@/lib/tenants/permissions";
import { settingsOf } from "@/lib/tenants/settings";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { OptOutForm } from "../../words-forms";
import { TextingPage } from "../texting-page";
import { ProofForm } from "./proof-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.places"))("advertising") };
}

/** What advertising needs beside a consent: the free opt-out number, and a route that may carry it. */
export default async function AdvertisingPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const [settings, proofs] = await Promise.all([settingsOf(staff), advertisingProofs(staff)]);
  const { slug } = staff.tenant;
  return (
    <TextingPage staff={staff} place="advertising">
      <OptOutForm slug={slug} settings={settings} locked={!may(staff.role, "settings.write")} />
      <Proofs staff={staff} proofs={proofs} />
      {may(staff.role, "keys.write") && <ProofForm slug={slug} />}
    </TextingPage>
  );
}

async function Proofs({ staff, proofs }: { staff: StaffScope; proofs: AdvertisingProof[] }) {
  const words = await getTranslations("settings.proofs");
  const providers = await getTranslations("texting.accounts.providers");
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
              <b className="font-semibold">
                {proof.provider === "twilio" ? providers("twilio") : proof.provider}
              </b>{" "}
              {proof.description}
            </Row>
          ))}
        </RowList>
      )}
    </Card>
  );
}
