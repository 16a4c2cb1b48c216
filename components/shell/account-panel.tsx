import { ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "../ui/page-link";

/**
 * Who is signed in, folded away at the foot of the navigation: other businesses, language, brightness, sign-out.
 * `signOut` is a form with its button.
 */
export function AccountPanel({
  name,
  links = [],
  appearance,
  signOut,
}: {
  name: ReactNode;
  links?: { href: string; words: ReactNode }[];
  /** AppearanceControls. */
  appearance?: ReactNode;
  signOut?: ReactNode;
}) {
  return (
    <details className="group">
      <summary className="flex min-h-11 list-none items-center justify-between gap-2 rounded-md px-3 text-[0.9375rem] text-ink-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span className="truncate">{name}</span>
        <ChevronUp
          aria-hidden="true"
          className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="grid gap-3 pt-2">
        {links.length > 0 && (
          <ul>
            {links.map((link) => (
              <li key={link.href}>
                <PageLink
                  href={link.href}
                  className="flex min-h-11 items-center rounded-md px-3 text-[0.9375rem] text-ink-2 hover:bg-sunken hover:text-ink"
                >
                  {link.words}
                </PageLink>
              </li>
            ))}
          </ul>
        )}
        {appearance}
        {signOut}
      </div>
    </details>
  );
}
