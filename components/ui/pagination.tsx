import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./button";

/** Back and forth through a long list; `where` says it in words ("12쪽 중 3쪽"). An absent address is an end. */
export function Pagination({
  label,
  where,
  previous,
  next,
}: {
  label: string;
  where?: string;
  previous: { words: string; href?: string };
  next: { words: string; href?: string };
}) {
  if (!previous.href && !next.href) return null;
  return (
    <nav aria-label={label} className="mt-5 flex items-center justify-between gap-3">
      <span className="flex-1">
        {previous.href && (
          <LinkButton
            href={previous.href}
            rel="prev"
            icon={<ChevronLeft aria-hidden="true" className="size-4" />}
          >
            {previous.words}
          </LinkButton>
        )}
      </span>
      {where && <span className="text-sm text-ink-3 tabular-nums">{where}</span>}
      <span className="flex flex-1 justify-end">
        {next.href && (
          <LinkButton href={next.href} rel="next">
            {next.words}
            <ChevronRight aria-hidden="true" className="size-4" />
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
