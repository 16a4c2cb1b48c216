import type { ReactElement } from "react";
import { formatPrice } from "@/lib/platform/formats/money";
import { BusinessFooter } from "./business-footer";
import { PageDocument } from "./page-document";
import type { PublicCourse, PublicRun, TenantHome } from "./types";
import { type Calendar, nameOfRun, type Words, wordsOf } from "./words";

/** A tenant's front page: who they are and what can be joined now. */
export function homeDocument({ tenant, courses, now }: TenantHome, baseUrl: string): ReactElement {
  const words = wordsOf(tenant.locale);
  const calendar = { zone: tenant.zone, locale: tenant.locale, now };
  const meta = {
    locale: tenant.locale,
    title: tenant.name,
    description: tenant.introduction ?? words("home.description", { tenant: tenant.name }),
    siteName: tenant.name,
    canonical: `${baseUrl}/${tenant.slug}`,
    image: { address: `${baseUrl}/${tenant.slug}/share.png`, alt: tenant.name },
    indexed: true,
    brandColor: tenant.brandColor,
  };
  return (
    <PageDocument meta={meta}>
      <header className="cover">
        <div className="in">
          <h1>{tenant.name}</h1>
          {tenant.introduction && <p>{tenant.introduction}</p>}
        </div>
      </header>
      <main className="in">
        <section>
          <h2>{words("home.title")}</h2>
          {courses.length === 0 && <p className="text">{words("home.empty")}</p>}
          <ul className="cards">
            {courses.map(({ course, next }) => (
              <CourseCard key={course.slug} {...{ tenantSlug: tenant.slug, course, next, calendar, words }} />
            ))}
          </ul>
        </section>
      </main>
      <BusinessFooter tenant={tenant} words={words} />
    </PageDocument>
  );
}

function CourseCard(props: {
  tenantSlug: string;
  course: PublicCourse;
  next: PublicRun | null;
  calendar: Calendar;
  words: Words;
}) {
  const { tenantSlug, course, next, calendar, words } = props;
  const standing = course.visibility === "paused" ? "paused" : next?.availability;
  const about = next && [
    next.online ? words("online") : next.place?.name,
    formatPrice(next.priceWon, calendar.locale),
  ];
  return (
    <li>
      <small>
        {words(`kind.${course.kind}`)}
        {standing && (
          <span className={standing === "open" ? "tag open" : "tag"}>{words(`brief.${standing}`)}</span>
        )}
      </small>
      <h3>
        <a href={`/${tenantSlug}/${course.slug}`}>{course.title}</a>
      </h3>
      {course.subtitle && <p>{course.subtitle}</p>}
      <p className="when">{next ? nameOfRun(next, calendar) : words("availability.noDate")}</p>
      {about && <p>{about.filter(Boolean).join(" · ")}</p>}
    </li>
  );
}
