import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { QrCode } from "@/components/attendance/qr-code";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { type Door, type OpenedCode, openCode } from "@/lib/enrollments/check-in-codes";
import { env } from "@/lib/platform/env";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { TenantScope } from "@/lib/platform/tenancy";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { type LinkScope, linkPage } from "@/lib/web/link";
import { type StaffScope, staffAt } from "@/lib/web/staff";
import { doorAtThisBrowser } from "../../../at-the-door/helper";
import { orNotFound } from "../../../at-the-door/or-not-found";
import { personAtDoor } from "../../../at-the-door/person-at-door";
import { checkInAsHelper, checkInAsStaff } from "./actions";
import { CheckInForm } from "./check-in-form";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("attendance.code");
  return { title: words("title"), robots: { index: false, follow: false } };
}

/** A person's code. Looking never checks in; whoever works at this door gets a button, the person sees the code. */
export default async function CheckInPage({ params }: Props) {
  const { code } = await params;
  const holder = await linkPage(code, ["check_in"]);
  const enrollmentId = holder.link.subjectId;
  const staff = await staffAt(holder.link.tenantSlug);
  if (staff === "nobody") {
    const door = await doorAtThisBrowser();
    if (!door || door.holder.tenantId !== holder.tenantId) return <OwnCode code={code} holder={holder} />;
    const { subjectId: sessionId } = door.holder.link;
    const opened = await looked(door.holder, enrollmentId, { sessionId });
    return (
      <AtTheDoor
        opened={opened}
        code={code}
        action={checkInAsHelper.bind(null, door.token)}
        back={`/door/${door.token}`}
      />
    );
  }
  if (!staff || !may(staff.role, "attendance.write")) notFound();
  const opened = await looked(staff, enrollmentId, { instructorId: ownCoursesOnly(staff) });
  return (
    <AtTheDoor
      opened={opened}
      code={code}
      action={checkInAsStaff.bind(null, staff.tenant.slug)}
      back={rosterAddress(staff, opened)}
    />
  );
}

const looked = (scope: TenantScope, enrollmentId: string, door: Door) =>
  orNotFound(() => openCode(scope, enrollmentId, door));

const rosterAddress = (staff: StaffScope, { courseId, runId, session }: OpenedCode) =>
  `/t/${staff.tenant.slug}/courses/${courseId}/runs/${runId}/roster${session ? `?session=${session.id}` : ""}`;

async function AtTheDoor({
  opened,
  code,
  action,
  back,
}: {
  opened: OpenedCode;
  code: string;
  action: Parameters<typeof CheckInForm>[0]["action"];
  back: string;
}) {
  const words = await getTranslations("attendance.code");
  return (
    <CustomerFrame business={words("title")}>
      <h1 className="sr-only">{words("title")}</h1>
      <ClientMessages namespaces={["attendance"]}>
        <CheckInForm
          action={action}
          code={code}
          person={await personAtDoor(opened)}
          words={{ letIn: words("letIn"), lettingIn: words("lettingIn") }}
        />
      </ClientMessages>
      <p className="mt-6 text-center">
        <TextLink href={back}>{words("roster")}</TextLink>
      </p>
    </CustomerFrame>
  );
}

/** For the person: the code itself. Says no name, for whoever finds the address. */
async function OwnCode({ code, holder }: { code: string; holder: LinkScope }) {
  const words = await getTranslations("attendance.code");
  const { courseTitle, session } = await looked(holder, holder.link.subjectId, {});
  const when = session && formatShort(session.startsAt, session.zone, await getLocale());
  return (
    <CustomerFrame business={[courseTitle, when].filter(Boolean).join(" · ")}>
      <h1 className="text-2xl leading-snug font-bold tracking-[-0.02em]">{words("showIt")}</h1>
      <QrCode
        text={`${env.baseUrl}/check-in/${code}`}
        label={words("alt")}
        className="mx-auto mt-5 w-full max-w-80 rounded-lg"
      />
      <p className="mt-4 text-[0.9375rem] text-ink-2">{words("showHint")}</p>
      <LinkButton href={`/signin?next=${encodeURIComponent(`/check-in/${code}`)}`} wide className="mt-8">
        {words("staff")}
      </LinkButton>
    </CustomerFrame>
  );
}
