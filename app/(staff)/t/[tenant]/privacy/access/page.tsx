import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { accessActs } from "@/lib/platform/access-log";
import { businessNow } from "@/lib/platform/clock";
import { addMonths, localDate } from "@/lib/platform/zoned-time";
import { accesses, accessMembers } from "@/lib/privacy/accesses";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { PrivacyPage } from "../privacy-page";
import { AccessTable } from "./access-table";
import { type Asked, type AskedAccess, accessQuery, askedAccess } from "./asked";
import { MonthTable } from "./month-table";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Asked>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.tabs"))("access") };
}

/** Who looked at whose data: narrowed by days, person, deed and customer; a month's look at the whole. */
export default async function AccessPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "privacy.write");
  const words = await getTranslations("privacy.access");
  const today = localDate(await businessNow(), staff.tenant.zone);
  const asked = askedAccess(await searchParams, today, staff.tenant.zone);
  const { lines, next } = await accesses(staff, asked.filter, asked.after);
  const base = `/t/${staff.tenant.slug}/privacy/access`;
  const query = accessQuery(asked);
  const named = lines.find(({ customer }) => customer?.id === asked.filter.customerId)?.customer?.name;
  return (
    <PrivacyPage staff={staff} place="access" sub={words("sub")}>
      <MonthForm today={today} month={asked.month} />
      {asked.month && <MonthTable staff={staff} month={asked.month} />}
      <FilterForm staff={staff} asked={asked} base={base} />
      {asked.filter.customerId && (
        <Notice actions={<TextLink href={base}>{words("allCustomers")}</TextLink>}>
          {words("customerOnly", { name: named ?? words("gone") })}
        </Notice>
      )}
      <AccessTable staff={staff} lines={lines} />
      <Pagination
        label={words("pages")}
        previous={{ words: words("first"), ...(asked.after && { href: `${base}?${query}` }) }}
        next={{ words: words("next"), ...(next && { href: `${base}?${query}&after=${next}` }) }}
      />
    </PrivacyPage>
  );
}

async function MonthForm({ today, month }: { today: string; month: string | null }) {
  const words = await getTranslations("privacy.access.month");
  const before = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  return (
    <form className="flex flex-wrap items-end gap-3">
      <TextField
        type="month"
        name="month"
        label={words("pick")}
        defaultValue={month ?? before}
        className="w-44"
      />
      <SubmitButton look="secondary">{words("show")}</SubmitButton>
    </form>
  );
}

async function FilterForm({ staff, asked, base }: { staff: StaffScope; asked: AskedAccess; base: string }) {
  const words = await getTranslations("privacy.access");
  const members = await accessMembers(staff);
  const { from, to, member, act, customerId } = asked.filter;
  return (
    <form className="grid items-end gap-3 sm:grid-cols-4">
      {customerId && <input type="hidden" name="customer" value={customerId} />}
      <DateTimeField kind="date" name="from" label={words("from")} defaultValue={from} />
      <DateTimeField kind="date" name="to" label={words("to")} defaultValue={to} />
      <SelectField
        name="member"
        label={words("member")}
        defaultValue={member ?? ""}
        emptyWords={words("everybody")}
        choices={members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="act"
        label={words("act")}
        defaultValue={act ?? ""}
        emptyWords={words("everything")}
        choices={accessActs.map((one) => ({ value: one, label: words(`acts.${one}`) }))}
      />
      <div className="flex flex-wrap gap-2 sm:col-span-4">
        <SubmitButton look="secondary">{words("show")}</SubmitButton>
        {/* An ordinary link: a file is no page to move to. */}
        <a
          href={`${base}/file?${accessQuery(asked)}`}
          download
          className={buttonClass({ look: "quiet", icon: true })}
        >
          <Download aria-hidden="true" className="size-5" />
          {words("file")}
        </a>
      </div>
    </form>
  );
}
