import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { SkipLink } from "./skip-link";

/** The operator's console: a plain head with its name, and one wide page. */
export function OperatorFrame({ children, account }: { children: ReactNode; account?: ReactNode }) {
  const words = useTranslations();
  return (
    <>
      <SkipLink>{words("shell.skipToContent")}</SkipLink>
      <header className="border-b border-line px-1 sm:px-5">
        <div className="mx-auto flex max-w-[76rem] flex-wrap items-center justify-between gap-2 py-2">
          <Brand
            product={words("common.productName")}
            tenant={words("shell.operatorConsole")}
            href="/operator"
          />
          {account}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[78rem] px-4 pt-6 pb-16 outline-none sm:px-8">
        {children}
      </main>
    </>
  );
}
