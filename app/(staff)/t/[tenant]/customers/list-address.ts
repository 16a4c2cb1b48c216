import { type ListQuery, writeListQuery } from "@/lib/customers/list/query";

/** The list's own address for what it shows. */
export const listAddress = (slug: string, query: ListQuery, after?: string | null): string => {
  const written = writeListQuery(query);
  const page = after ? `after=${encodeURIComponent(after)}` : "";
  const asked = [written, page].filter(Boolean).join("&");
  return `/t/${slug}/customers${asked ? `?${asked}` : ""}`;
};

/** Names and values of a query, for the hidden fields of a form that changes a part of it. */
export const pairsOf = (query: ListQuery): [string, string][] => [
  ...new URLSearchParams(writeListQuery(query)).entries(),
];
