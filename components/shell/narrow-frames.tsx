import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { SkipLink } from "./skip-link";

/** Sign-in and its kin: one card in the middle, the word mark over it, `foot` under it. */
export function AccountFrame({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  const words = useTranslations();
  return (
    <>
      <SkipLink>{words("shell.skipToContent")}</SkipLink>
      <div className="mx-auto grid min-h-dvh w-full max-w-[27rem] content-center gap-4 px-4 py-10">
        <header className="justify-self-center">
          <Brand product={words("common.productName")} href="/" />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="rounded-xl border border-line bg-surface px-6 py-7 outline-none sm:px-8 sm:py-9"
        >
          {children}
        </main>
        {foot && <footer className="text-center text-sm text-ink-3">{foot}</footer>}
      </div>
    </>
  );
}

/**
 * What a customer opens on a phone (`/my`, `/survey`, `/preferences`, the application): one narrow column with larger
 * type, under the business's own name. `foot` holds its footer words (business registration, contact).
 */
export function CustomerFrame({
  business,
  children,
  foot,
  dock,
}: {
  business?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  /** The one main action, always at the thumb. */
  dock?: ReactNode;
}) {
  const words = useTranslations("shell");
  return (
    <>
      <SkipLink>{words("skipToContent")}</SkipLink>
      <div
        className={clsx(
          "mx-auto flex min-h-dvh w-full max-w-[32.5rem] flex-col px-5 pt-5",
          dock ? "pb-28" : "pb-12",
        )}
      >
        {business && <header className="mb-4 text-sm font-semibold text-ink-2">{business}</header>}
        <main id="content" tabIndex={-1} className="flex-1 text-[1.0625rem] outline-none">
          {children}
        </main>
        {foot && <footer className="mt-12 border-t border-line pt-4 text-xs text-ink-3">{foot}</footer>}
      </div>
      {dock && (
        <div className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface/95 px-5 pt-3 pb-[calc(1rem+env(safe-area-inset-bottom))]">
          <div className="mx-auto max-w-[30rem]">{dock}</div>
        </div>
      )}
    </>
  );
}
