import type { ReactNode } from "react";
import { fontStylesheet } from "@/components/ui/font";
import type { Locale } from "@/lib/platform/tenancy";
import { pageStyle } from "./page-style";

/** What search engines and messengers are told about a page. Addresses are absolute: messengers take no others. */
export interface PageMeta {
  locale: Locale;
  title: string;
  description: string;
  siteName: string;
  canonical: string;
  image: { address: string; alt: string } | null;
  indexed: boolean;
  brandColor: string | null;
}

/** One complete HTML page without any script of ours. The font comes last, so that words are there before it. */
export function PageDocument({
  meta,
  jsonLd,
  children,
}: {
  meta: PageMeta;
  jsonLd?: string;
  children: ReactNode;
}) {
  return (
    <html lang={meta.locale}>
      {/* biome-ignore lint/style/noHeadElement: a whole document of our own, outside Next's */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{meta.title}</title>
        <meta name="description" content={meta.description} />
        <meta name="theme-color" content="#fbf8f3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171512" media="(prefers-color-scheme: dark)" />
        {!meta.indexed && <meta name="robots" content="noindex" />}
        <link rel="canonical" href={meta.canonical} />
        <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={meta.siteName} />
        <meta property="og:title" content={meta.title} />
        <meta property="og:description" content={meta.description} />
        <meta property="og:url" content={meta.canonical} />
        <meta property="og:locale" content={meta.locale === "ko" ? "ko_KR" : "en_US"} />
        {meta.image && <ShareImage image={meta.image} />}
        <meta name="twitter:card" content={meta.image ? "summary_large_image" : "summary"} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own stylesheet; its colours are computed, never copied */}
        <style dangerouslySetInnerHTML={{ __html: pageStyle(meta.brandColor) }} />
        {jsonLd && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose `<` are escaped
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd }} />
        )}
      </head>
      <body>
        {children}
        <link rel="stylesheet" href={fontStylesheet} />
      </body>
    </html>
  );
}

function ShareImage({ image }: { image: NonNullable<PageMeta["image"]> }) {
  return (
    <>
      <meta property="og:image" content={image.address} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="600" />
      <meta property="og:image:alt" content={image.alt} />
    </>
  );
}
