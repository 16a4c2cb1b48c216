import type { ReactElement } from "react";
import { BusinessFooter } from "./business-footer";
import { PageDocument } from "./page-document";
import type { CoursePage } from "./types";
import { wordsOf } from "./words";

/** What follows: a text with one's link, a text to the guardian, or perhaps none, to an old number such as 011. */
const outcomes = ["text", "guardian", "old-number"] as const;
export type Outcome = (typeof outcomes)[number];

export const isOutcome = (value: string): value is Outcome => outcomes.some((outcome) => outcome === value);

/** "We sent you a text": says nothing about who applied, so that one page serves everybody. */
export function appliedDocument(
  { tenant, course }: Pick<CoursePage, "tenant" | "course">,
  outcome: Outcome,
  baseUrl: string,
): ReactElement {
  const words = wordsOf(course.locale);
  const title = words("applied.title");
  const address = `/${tenant.slug}/${course.slug}`;
  return (
    <PageDocument
      meta={{
        locale: course.locale,
        title: `${title} · ${course.title}`,
        description: title,
        siteName: tenant.name,
        canonical: `${baseUrl}${address}/applied/${outcome}`,
        image: null,
        indexed: false,
        brandColor: tenant.brandColor,
      }}
    >
      <main className="in">
        <section>
          <p>
            <a className="alone" href={address}>
              {course.title}
            </a>
          </p>
          <h1>{title}</h1>
        </section>
        <section>
          <p className="text">{words(outcome === "guardian" ? "applied.guardian" : "applied.text")}</p>
          <p className="text">{words("applied.notYet")}</p>
          {outcome === "old-number" && (
            <p>
              <b>{words("applied.oldNumber")}</b>
            </p>
          )}
        </section>
      </main>
      <BusinessFooter tenant={tenant} words={words} />
    </PageDocument>
  );
}
