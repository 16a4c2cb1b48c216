import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fontStylesheet } from "@/components/ui/font";
import { chosenTheme } from "@/lib/web/theme";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("common");
  return {
    title: { default: words("productName"), template: `%s · ${words("productName")}` },
    description: words("productPromise"),
    applicationName: words("productName"),
    formatDetection: { telephone: false },
    icons: { icon: "/icons/icon.svg", apple: "/icons/apple-touch.png" },
    appleWebApp: { capable: true, title: words("productName"), statusBarStyle: "default" },
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#171512" },
  ],
};

/** Language and theme are read here, so every page is rendered for its request and its scripts carry a nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme] = await Promise.all([getLocale(), chosenTheme()]);
  return (
    <html lang={locale} data-theme={theme}>
      <head>
        <link rel="stylesheet" href={fontStylesheet} />
      </head>
      <body>
        <div className="isolate min-h-dvh">{children}</div>
      </body>
    </html>
  );
}
