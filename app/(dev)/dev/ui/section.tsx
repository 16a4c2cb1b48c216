import type { ReactNode } from "react";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-8">
      <h2 className="mb-5 text-xl font-bold tracking-tight">{title}</h2>
      {children}
    </section>
  );
}
