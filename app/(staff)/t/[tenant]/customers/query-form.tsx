"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useTransition } from "react";

/**
 * A form that asks for an address, which leaves out what was not chosen. Without JavaScript it is an ordinary one, with
 * empty parameters that the list ignores.
 */
export function QueryForm({
  action,
  keep,
  children,
}: {
  action: string;
  /** Names and values that stay as they are. */
  keep: readonly (readonly [string, string])[];
  children: ReactNode;
}) {
  const router = useRouter();
  const [, follow] = useTransition();
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string" && value.trim()) query.append(name, value.trim());
    follow(() => router.push(query.size > 0 ? `${action}?${query}` : action));
  }
  return (
    <form action={action} method="get" onSubmit={onSubmit}>
      {keep.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
