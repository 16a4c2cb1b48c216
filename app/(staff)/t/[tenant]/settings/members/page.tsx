import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type OpenInvitation, openInvitations } from "@/lib/tenants/invitations";
import { type Member, membersOf } from "@/lib/tenants/members";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { SettingsPage } from "../settings-page";
import { InvitationForm } from "./invitation-form";
import { MemberForms, RevokeForm } from "./member-forms";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("settings.members");
  return { title: words("title") };
}

export default async function MembersPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "settings.read");
  const mayChange = may(staff.role, "members.write");
  const [members, invitations] = await Promise.all([
    membersOf(staff),
    mayChange ? openInvitations(staff) : Promise.resolve([]),
  ]);
  return (
    <SettingsPage staff={staff} place="members">
      <Members staff={staff} members={members} mayChange={mayChange} />
      {invitations.length > 0 && <Waiting staff={staff} invitations={invitations} />}
      {mayChange && <InvitationForm slug={staff.tenant.slug} />}
    </SettingsPage>
  );
}

async function Members({
  staff,
  members,
  mayChange,
}: {
  staff: StaffScope;
  members: Member[];
  mayChange: boolean;
}) {
  const words = await getTranslations("settings.members");
  const roles = await getTranslations("tenants.roles");
  const since = (instant: Date) =>
    words("since", { date: formatDate(instant, staff.tenant.zone, staff.locale, { year: true }) });
  return (
    <Card as="section" aria-labelledby="members" flush>
      <h2 id="members" className="sr-only">
        {words("title")}
      </h2>
      <RowList>
        {members.map((member) => (
          <Row
            key={member.membershipId}
            note={
              <>
                {member.email} · {since(member.since)}
                {mayChange && <MemberForms slug={staff.tenant.slug} member={member} />}
              </>
            }
            end={<Tag>{roles(member.role)}</Tag>}
          >
            <b className="font-semibold">{member.name}</b>
            {member.membershipId === staff.membershipId && (
              <span className="text-ink-3"> ({words("you")})</span>
            )}
          </Row>
        ))}
      </RowList>
    </Card>
  );
}

async function Waiting({ staff, invitations }: { staff: StaffScope; invitations: OpenInvitation[] }) {
  const words = await getTranslations("settings.members");
  const roles = await getTranslations("tenants.roles");
  return (
    <Card as="section" aria-labelledby="waiting">
      <h2 id="waiting" className="text-lg font-bold">
        {words("waitingTitle")}
      </h2>
      <RowList className="mt-1">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <Row
            key={id}
            note={`${roles(role)} · ${words("until", { date: formatDate(expiresAt, staff.tenant.zone, staff.locale) })}`}
            end={<RevokeForm slug={staff.tenant.slug} invitationId={id} />}
          >
            {email}
          </Row>
        ))}
      </RowList>
    </Card>
  );
}
