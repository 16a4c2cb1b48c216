import type { ReactElement } from "react";
import { BusinessFooter } from "./business-footer";
import { PageDocument } from "./page-document";
import type { PublicTenant } from "./types";
import { wordsOf } from "./words";

/** The tenant's privacy policy as the owner wrote it. */
export function privacyDocument(tenant: PublicTenant, policy: string, baseUrl: string): ReactElement {
  const words = wordsOf(tenant.locale);
  const title = words("privacyTitle", { tenant: tenant.name });
  return (
    <PageDocument
      meta={{
        locale: tenant.locale,
        title,
        description: title,
        siteName: tenant.name,
        canonical: `${baseUrl}/${tenant.slug}/privacy`,
        image: null,
        indexed: false,
        brandColor: tenant.brandColor,
      }}
    >
      <main className="in">
        <section>
          <p>
            <a className="alone" href={`/${tenant.slug}`}>
              {tenant.name}
            </a>
          </p>
          <h1>{title}</h1>
        </section>
        <section>
          {policy.split(/\n\s*\n/).map((paragraph) => (
            <p className="text" key={paragraph}>
              {paragraph.trim()}
            </p>
          ))}
        </section>
      </main>
      <BusinessFooter tenant={tenant} words={words} />
    </PageDocument>
  );
}

/**
 * The same answer for every address that shows nothing, so that a draft cannot be told from a page that never was.
 * In both languages: nobody knows whose reader this is.
 */
export function notFoundDocument(baseUrl: string): ReactElement {
  const [ko, en] = [wordsOf("ko"), wordsOf("en")];
  return (
    <PageDocument
      meta={{
        locale: "ko",
        title: ko("notFound.title"),
        description: ko("notFound.text"),
        siteName: "Dangol",
        canonical: `${baseUrl}/`,
        image: null,
        indexed: false,
        brandColor: null,
      }}
    >
      <header className="cover">
        <div className="in">
          <h1>{ko("notFound.title")}</h1>
          <p>{ko("notFound.text")}</p>
        </div>
      </header>
      <main className="in">
        <section>
          <p className="text" lang="en">
            {en("notFound.title")}. {en("notFound.text")}
          </p>
        </section>
        <section>
          <a className="alone" href="/">
            {ko("notFound.home")}
          </a>
        </section>
      </main>
    </PageDocument>
  );
}
