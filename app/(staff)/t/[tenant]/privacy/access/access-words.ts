import { getTranslations } from "next-intl/server";
import type { AccessLine } from "@/lib/privacy/accesses";

/** One line of the log in words, for the page and the file alike. */
export async function accessWords() {
  const words = await getTranslations("privacy.access");
  return {
    who: ({ who, whoKind }: AccessLine): string => who ?? words(whoKind === "helper" ? "helper" : "operator"),
    what: ({ act }: AccessLine): string => words(`acts.${act}`),
    whom: ({ customer, people }: AccessLine): string =>
      customer ? (customer.name ?? words("gone")) : words("people", { count: people }),
  };
}
