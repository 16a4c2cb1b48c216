import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QrCode } from "@/components/attendance/qr-code";
import { ClientMessages } from "@/components/shell/client-messages";
import { Notice } from "@/components/ui/notice";
import { wallCode } from "@/lib/enrollments/wall-code";
import { env } from "@/lib/platform/env";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { ActionForm } from "../../../../../../../../at-the-door/action-form";
import { PrintButton } from "../../../../../../../../at-the-door/print-button";
import {
  type SessionDesk,
  type SessionPageProps,
  sessionDesk,
} from "../../../../../../../../at-the-door/session-desk";
import { SessionFrame } from "../../../../../../../../at-the-door/session-frame";
import { makeCode, replaceCode } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendance.poster"))("title") };
}

/** The code that hangs on the wall, to be printed on A4. */
export default async function WallPosterPage(props: SessionPageProps) {
  const desk = await sessionDesk(props);
  const words = await getTranslations("attendance.poster");
  const { staff, session } = desk;
  const code = session && (await wallCode(staff, session.id));
  return (
    <SessionFrame desk={desk} title={words("title")}>
      <p className="mt-3 mb-5 text-ink-2 print:hidden">{words("explain")}</p>
      {!session && <Notice>{words("noDate")}</Notice>}
      <ClientMessages namespaces={["attendance"]}>
        {session && !code && (
          <ActionForm
            action={makeCode.bind(null, staff.tenant.slug)}
            hidden={{ sessionId: session.id }}
            submit={words("make")}
            pendingWords={words("making")}
          />
        )}
        {session && code && (
          <>
            <div className="mb-6 flex flex-wrap items-center gap-3 print:hidden">
              <PrintButton>{words("print")}</PrintButton>
              <ActionForm
                action={replaceCode.bind(null, staff.tenant.slug)}
                hidden={{ sessionId: session.id }}
                submit={words("rotate")}
                look="secondary"
              />
              <p className="text-sm text-ink-3">{words("rotateHint")}</p>
            </div>
            <Poster desk={desk} session={session} address={`${env.baseUrl}/here/${code}`} />
          </>
        )}
      </ClientMessages>
    </SessionFrame>
  );
}

async function Poster({
  desk: { staff, run },
  session,
  address,
}: {
  desk: SessionDesk;
  session: NonNullable<SessionDesk["session"]>;
  address: string;
}) {
  const words = await getTranslations("attendance.poster");
  return (
    <section className="grid justify-items-center gap-5 rounded-xl border border-line bg-[#fff] px-6 py-10 text-center text-[#000] print:min-h-[95vh] print:content-center print:border-0">
      <p className="text-lg print:text-2xl">{staff.tenant.name}</p>
      <h2 className="text-5xl font-bold tracking-[-0.02em] print:text-7xl">{words("headline")}</h2>
      <p className="text-lg print:text-2xl">
        <b>{run.courseTitle}</b>
        <br />
        {formatRange(session.startsAt, session.endsAt, session.zone, staff.locale)}
      </p>
      <QrCode
        text={address}
        label={words("alt", { course: run.courseTitle })}
        className="w-full max-w-96 print:max-w-[13cm]"
      />
      <p className="max-w-[22em] text-xl font-semibold print:text-3xl">{words("steps")}</p>
      <p className="font-mono text-sm break-all print:text-base">{address.replace(/^https?:\/\//, "")}</p>
      <p className="print:text-xl">{words("staffHint")}</p>
    </section>
  );
}
