import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { SkipLink } from "@/components/shell/skip-link";
import { TextLink } from "@/components/ui/text-link";

/** The frame of the simulators: title, a way to the other ones, and one column or two. */
export async function DevFrame({
  title,
  sub,
  trail,
  children,
}: {
  title: ReactNode;
  sub?: ReactNode;
  trail?: ReactNode;
  children: ReactNode;
}) {
  const [words, shell] = await Promise.all([getTranslations("dev.phone"), getTranslations("shell")]);
  const places = [
    { href: "/dev/phone", label: words("title") },
    { href: "/dev/mail", label: words("mail") },
    { href: "/dev/clock", label: words("clock") },
  ];
  return (
    <>
      <SkipLink>{shell("skipToContent")}</SkipLink>
      <div className="mx-auto w-full max-w-[64rem] px-4 pt-4 pb-16 sm:px-8">
        <nav aria-label={words("places")} className="mb-5 border-b border-line pb-1">
          <ul className="flex flex-wrap gap-x-5">
            {places.map((place) => (
              <li key={place.href}>
                <TextLink
                  href={place.href}
                  quiet
                  prefetch={false}
                  className="inline-flex min-h-11 items-center"
                >
                  {place.label}
                </TextLink>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" tabIndex={-1} className="outline-none">
          <PageHeader title={title} sub={sub} trail={trail} />
          {children}
        </main>
      </div>
    </>
  );
}
