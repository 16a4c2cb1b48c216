import type { ReactElement } from "react";
import type { Locale } from "@/lib/platform/tenancy";
import { PageDocument } from "./page-document";
import { wordsOf } from "./words";

const STEPS = ["announce", "guide", "follow"] as const;

/** The product's own front page: what it does, in a minute. The demo is offered only where there is one. */
export function frontDocument(locale: Locale, baseUrl: string, { demo }: { demo: boolean }): ReactElement {
  const words = wordsOf(locale);
  return (
    <PageDocument
      meta={{
        locale,
        title: words("front.title"),
        description: words("front.lead"),
        siteName: "Dangol",
        canonical: `${baseUrl}/`,
        image: null,
        indexed: true,
        brandColor: null,
      }}
    >
      <div className="front">
        <header className="cover">
          <div className="in">
            <small>{locale === "ko" ? "단골 Dangol" : "Dangol 단골"}</small>
            <h1>{words("front.heading")}</h1>
            <p>{words("front.lead")}</p>
            <p className="links">
              <a className="btn" href="/signin">
                {words("front.signIn")}
              </a>
              {demo && (
                <a className="btn plain" href="/demo">
                  {words("front.demo")}
                </a>
              )}
            </p>
          </div>
        </header>
        <main className="in">
          <section>
            <h2>{words("front.how")}</h2>
            <ol className="take three">
              {STEPS.map((step) => (
                <li key={step}>
                  <div>
                    <h3>{words(`front.steps.${step}.title`)}</h3>
                    <p className="text">{words(`front.steps.${step}.text`)}</p>
                  </div>
                </li>
              ))}
            </ol>
          </section>
          <section>
            <p className="text">{words("front.promise")}</p>
          </section>
        </main>
        <footer>
          <div className="in">
            <p>{words("front.footer")}</p>
          </div>
        </footer>
      </div>
    </PageDocument>
  );
}
