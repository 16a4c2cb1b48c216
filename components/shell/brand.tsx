import { PageLink } from "../ui/page-link";

/** The word mark, with the tenant's name beside it where there is one. */
export function Brand({ product, tenant, href }: { product: string; tenant?: string; href: string }) {
  return (
    <PageLink
      href={href}
      whole={href === "/"}
      className="inline-flex min-h-11 max-w-full min-w-0 items-baseline gap-2 rounded-md px-3 py-1.5 text-[1.125rem] font-bold tracking-tight"
    >
      <span className="shrink-0">
        {product}
        <span aria-hidden="true" className="text-accent">
          .
        </span>
      </span>
      {tenant && <span className="truncate text-sm font-medium tracking-normal text-ink-3">{tenant}</span>}
    </PageLink>
  );
}
