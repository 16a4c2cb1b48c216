import type { ReactElement } from "react";
import type { Locale } from "@/lib/platform/tenancy";
import { PageDocument } from "./page-document";
import { wordsOf } from "./words";

/** For a link whose time is over: that nothing is wrong with the reader, and where to ask. */
export function linkOverDocument(
  business: { name: string; slug: string; phone: string | null; locale: Locale },
  baseUrl: string,
): ReactElement {
  const words = wordsOf(business.locale);
  return (
    <PageDocument
      meta={{
        locale: business.locale,
        title: words("linkOver.title"),
        description: words("linkOver.title"),
        siteName: business.name,
        canonical: `${baseUrl}/${business.slug}`,
        image: null,
        indexed: false,
        brandColor: null,
      }}
    >
      <header className="cover">
        <div className="in">
          <h1>{words("linkOver.title")}</h1>
          <p>{words("linkOver.text", { business: business.name })}</p>
        </div>
      </header>
      <main className="in">
        {business.phone && (
          <section>
            <a className="alone" href={`tel:${business.phone}`}>
              {words("linkOver.call", { phone: business.phone })}
            </a>
          </section>
        )}
        <section>
          <a className="alone" href={`/${business.slug}`}>
            {words("linkOver.page", { business: business.name })}
          </a>
        </section>
      </main>
    </PageDocument>
  );
}
