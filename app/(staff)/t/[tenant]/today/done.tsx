import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { DoneSince } from "@/lib/today/done-since";
import type { StaffScope } from "@/lib/web/staff";

/** What happened by itself since the last visit; every number leads to its rows. */
export async function Done({ staff, done }: { staff: StaffScope; done: DoneSince }) {
  const words = await getTranslations("today");
  const base = `/t/${staff.tenant.slug}`;
  return (
    <section aria-labelledby="done">
      <SectionHeading id="done">{words(done.first ? "sinceFirst" : "since")}</SectionHeading>
      <Card flush>
        <RowList>
          <Row leadWidth="long" lead={words("applications")}>
            <Count href={`${base}/customers`} count={done.applications}>
              {words("applicationsCount", { count: done.applications })}
            </Count>{" "}
            {done.sources.map(({ source, count }) => (
              <Tag key={source} tone="good" className="mr-1 max-w-full">
                <span className="truncate">{source}</span> {count}
              </Tag>
            ))}
          </Row>
          {done.came + done.stayedAway > 0 && (
            <Row leadWidth="long" lead={words("attendance")}>
              {words("attendanceCount", { came: done.came, absent: done.stayedAway })}
            </Row>
          )}
          <Row leadWidth="long" lead={words("surveys")}>
            <Count href={`${base}/surveys`} count={done.surveys}>
              {words("surveysCount", { count: done.surveys })}
            </Count>
          </Row>
          <Row leadWidth="long" lead={words("sent")}>
            <Count href={`${base}/messages?tab=gone`} count={done.sent}>
              {words("sentCount", { count: done.sent })}
            </Count>
          </Row>
          <Row leadWidth="long" lead={words("failed")}>
            <Count href={`${base}/messages?tab=missed`} count={done.failed}>
              {words("failedCount", { count: done.failed })}
            </Count>
          </Row>
        </RowList>
      </Card>
    </section>
  );
}

function Count({ href, count, children }: { href: string; count: number; children: string }) {
  if (count === 0) return children;
  return (
    <TextLink quiet href={href} className="-my-2.5 inline-flex min-h-11 items-center">
      {children}
    </TextLink>
  );
}
