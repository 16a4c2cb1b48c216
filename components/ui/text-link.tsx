import clsx from "clsx";
import { PageLink, type PageLinkProps } from "./page-link";

/** A link inside words or rows. Underlined, so that colour alone does not carry it. */
export function TextLink({ className, quiet, ...rest }: PageLinkProps & { quiet?: boolean }) {
  return (
    <PageLink
      {...rest}
      className={clsx(
        "rounded-sm underline underline-offset-[0.22em]",
        quiet
          ? "decoration-line-strong hover:decoration-current"
          : "font-semibold text-accent decoration-accent/35 hover:decoration-current",
        className,
      )}
    />
  );
}
