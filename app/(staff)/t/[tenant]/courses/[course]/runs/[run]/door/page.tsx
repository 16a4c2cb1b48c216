import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { doorLinks } from "@/lib/enrollments/door";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { ActionForm } from "../../../../../../../../at-the-door/action-form";
import { type SessionPageProps, sessionDesk } from "../../../../../../../../at-the-door/session-desk";
import { SessionFrame } from "../../../../../../../../at-the-door/session-frame";
import { closeLink, makeLink } from "./actions";
import { NewLinkForm } from "./new-link-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendance.doorLinks"))("title") };
}

/** The helpers of one session: a link for each, and which are open. */
export default async function DoorLinksPage(props: SessionPageProps) {
  const desk = await sessionDesk(props);
  const words = await getTranslations("attendance.doorLinks");
  const { staff, session } = desk;
  const { slug } = staff.tenant;
  const links = session ? await doorLinks(staff, session.id) : [];
  return (
    <SessionFrame desk={desk} title={words("title")}>
      <p className="mt-3 mb-6 text-ink-2">{words("explain")}</p>
      <ClientMessages namespaces={["attendance"]}>
        {session ? (
          <div className="grid gap-10">
            <NewLinkForm key={session.id} action={makeLink.bind(null, slug)} sessionId={session.id} />
            <section aria-labelledby="open">
              <SectionHeading id="open">{words("open")}</SectionHeading>
              {links.length === 0 && <p className="text-ink-3">{words("none")}</p>}
              <RowList>
                {links.map(({ id, helper, expiresAt }) => (
                  <Row
                    key={id}
                    note={words("until", { when: formatShort(expiresAt, session.zone, staff.locale) })}
                    end={
                      <ActionForm
                        action={closeLink.bind(null, slug)}
                        hidden={{ sessionId: session.id, linkId: id }}
                        submit={words("revoke")}
                        submitName={words("revokeName", { helper })}
                        look="secondary"
                      />
                    }
                  >
                    {helper}
                  </Row>
                ))}
              </RowList>
            </section>
          </div>
        ) : (
          <Notice>{(await getTranslations("attendance.poster"))("noDate")}</Notice>
        )}
      </ClientMessages>
    </SessionFrame>
  );
}
