import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { limitsOf, usedNow } from "@/lib/messages/limits/limits";
import { inWon, knownCountries } from "@/lib/messages/limits/schema";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { may } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { TextingPage } from "../texting-page";
import { CapsForm, CountriesForm, FrequencyForm, TestModeForm } from "./limit-forms";
import { PauseForm } from "./pause-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("texting.limits"))("title") };
}

/** The switch that stops everything, and how much may go. */
export default async function LimitsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const [limits, used] = await Promise.all([limitsOf(staff), usedNow(staff)]);
  const { slug, zone } = staff.tenant;
  const { paused, version, dayMoney, monthMoney, abroadMoney, allowedCountries, testAddresses, ...rest } =
    limits;
  const names = new Intl.DisplayNames(staff.locale, { type: "region" });
  const countries = knownCountries.map((code) => ({ code, name: names.of(code) ?? code }));
  const shared = { slug, version, locked: !may(staff.role, "settings.write") };
  return (
    <TextingPage staff={staff} place="limits">
      <PauseForm
        slug={slug}
        locked={shared.locked}
        paused={
          paused && {
            when: formatShort(paused.at, zone, staff.locale),
            name: paused.by,
            reason: paused.reason,
          }
        }
      />
      <CapsForm
        {...shared}
        caps={{
          perHour: rest.perHour,
          perDay: rest.perDay,
          dayWon: inWon(dayMoney),
          monthWon: inWon(monthMoney),
          abroadWon: inWon(abroadMoney),
        }}
        used={{
          hour: used.hour,
          day: used.day,
          dayWon: inWon(used.dayMoney),
          monthWon: inWon(used.monthMoney),
        }}
      />
      <CountriesForm {...shared} open={[...allowedCountries]} countries={countries} />
      <FrequencyForm {...shared} times={rest.advertisingTimes} days={rest.advertisingDays} />
      <TestModeForm {...shared} on={rest.testMode} addresses={[...testAddresses]} />
    </TextingPage>
  );
}
