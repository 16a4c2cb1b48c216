import type { ReactElement, ReactNode } from "react";
import { ApplyBar } from "./apply-bar";
import { BusinessFooter } from "./business-footer";
import { Cover } from "./cover";
import { eventJsonLd } from "./event-json-ld";
import { Facts } from "./facts";
import { PageDocument, type PageMeta } from "./page-document";
import { Reason } from "./reason";
import { RunList } from "./run-list";
import { standingOf } from "./standing";
import type { CoursePage, PublicCourse } from "./types";
import { dayOf, wordsOf } from "./words";

/** A course's landing page, whole. Also drawn for the owner before it is published. */
export function courseDocument(page: CoursePage, baseUrl: string): ReactElement {
  const { tenant, course, now } = page;
  const words = wordsOf(course.locale);
  const calendar = { zone: tenant.zone, locale: course.locale, now };
  const standing = standingOf(page);
  const { run } = standing;
  const parts = { page, calendar, words };
  return (
    <PageDocument meta={metaOf(page, baseUrl)} jsonLd={eventJsonLd(page, baseUrl)}>
      <Cover {...parts} run={run} />
      <main className="in">
        <Reason {...parts} standing={standing} />
        {run && <Facts {...parts} run={run} />}
        {course.takeAways.length > 0 && (
          <Section title={words("takeAways")}>
            <ol className="take">
              {course.takeAways.map((takeAway) => (
                <li key={takeAway}>{takeAway}</li>
              ))}
            </ol>
          </Section>
        )}
        {course.description && (
          <Section title={words("about")}>
            {course.description.split(/\n\s*\n/).map((paragraph) => (
              <p className="text" key={paragraph}>
                {paragraph.trim()}
              </p>
            ))}
          </Section>
        )}
        <RunList {...parts} />
        <Teacher course={course} title={words("teacher")} />
        {run?.place?.note && (
          <Section title={words("howToCome")}>
            <p className="text">{run.place.note}</p>
          </Section>
        )}
        {course.faq.length > 0 && (
          <Section title={words("faq")}>
            {course.faq.map(({ question, answer }, index) => (
              <details key={question} open={index === 0}>
                <summary>{question}</summary>
                <p className="text">{answer}</p>
              </details>
            ))}
          </Section>
        )}
        <Section>
          <a className="alone" href={`/${tenant.slug}`}>
            {words("otherCourses", { tenant: tenant.name })}
          </a>
        </Section>
      </main>
      <ApplyBar {...parts} standing={standing} />
      <BusinessFooter tenant={tenant} words={words} />
    </PageDocument>
  );
}

function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

function Teacher({ course: { teacher }, title }: { course: PublicCourse; title: string }) {
  if (!teacher) return null;
  return (
    <Section title={title}>
      <div className="who">
        <div className="face" aria-hidden="true">
          {[...teacher.name][0]}
        </div>
        <p>
          <b>{teacher.name}</b>
          {teacher.words && ` · ${teacher.words}`}
        </p>
      </div>
    </Section>
  );
}

function metaOf(page: CoursePage, baseUrl: string): PageMeta {
  const { tenant, course, runs, now } = page;
  const address = `${baseUrl}/${tenant.slug}/${course.slug}`;
  const first = runs[0]?.sessions[0];
  const calendar = { zone: tenant.zone, locale: course.locale, now };
  const description = [
    first && dayOf(first.startsAt, calendar),
    runs[0]?.place?.name,
    course.subtitle ?? course.description?.slice(0, 120),
  ];
  return {
    locale: course.locale,
    title: `${course.title} · ${tenant.name}`,
    description: description.filter(Boolean).join(" · ") || course.title,
    siteName: tenant.name,
    canonical: address,
    image: { address: `${address}/share.png`, alt: course.title },
    indexed: course.visibility === "listed" || course.visibility === "paused",
    brandColor: tenant.brandColor,
  };
}
