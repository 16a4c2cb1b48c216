import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Messages = Awaited<ReturnType<typeof getMessages>>;

/**
 * Hands the words of some domains to the client components inside; `common`, `shell` and `errors` always come along.
 * Words travel with the page, so name only what is needed. Server components need none of this.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly (keyof Messages)[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const wanted = new Set<keyof Messages>(["common", "shell", "errors", ...namespaces]);
  const picked = Object.fromEntries([...wanted].map((namespace) => [namespace, all[namespace]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
