import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";
import { LinkPending } from "./link-pending";

export interface PageLinkProps extends Omit<ComponentProps<typeof Link>, "href"> {
  href: string;
  /** For a cached public page, a download or anything else that is not a page of the application: a plain link. */
  whole?: boolean;
}

/** Breathes while its page is on its way, but not for one that comes at once; moves nothing. */
const pendingClass =
  "has-data-pending:cursor-progress has-data-pending:animate-pulse has-data-pending:[animation-delay:150ms] motion-reduce:has-data-pending:animate-none motion-reduce:has-data-pending:opacity-70";

/**
 * A link to a page. Nothing is fetched before it is followed: a list of fifty customers would otherwise ask the
 * server fifty times.
 */
export function PageLink({
  whole,
  prefetch = false,
  replace,
  scroll,
  className,
  children,
  ...rest
}: PageLinkProps) {
  if (whole)
    return (
      <a {...rest} className={className}>
        {children}
      </a>
    );
  return (
    <Link
      {...rest}
      className={clsx(className, pendingClass)}
      prefetch={prefetch}
      replace={replace}
      scroll={scroll}
    >
      {children}
      <LinkPending />
    </Link>
  );
}
