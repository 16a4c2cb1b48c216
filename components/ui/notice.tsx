import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type NoticeTone = "plain" | "good" | "warn" | "bad" | "accent";

const tones = {
  plain: { dress: "bg-sunken text-ink", icon: Info },
  good: { dress: "bg-good-soft text-good", icon: CircleCheck },
  warn: { dress: "bg-warn-soft text-warn", icon: TriangleAlert },
  bad: { dress: "bg-bad-soft text-bad", icon: CircleAlert },
  accent: { dress: "bg-accent-soft text-ink", icon: undefined },
} satisfies Record<NoticeTone, { dress: string; icon: unknown }>;

/**
 * Something the page must say: what happened, what was kept, what to do. `announce` reads it out when it appears
 * (an answer to what the person just did); `bad` is read at once.
 */
export function Notice({
  tone = "plain",
  title,
  children,
  actions,
  announce,
  className,
}: {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  announce?: boolean;
  className?: string;
}) {
  const { dress, icon: Icon } = tones[tone];
  return (
    <div
      role={announce ? (tone === "bad" ? "alert" : "status") : undefined}
      className={clsx("flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg px-4 py-3.5", dress, className)}
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-3">
        {Icon && <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />}
        <div className="min-w-0">
          {title && <p className="font-bold">{title}</p>}
          {children && <div className="text-[0.9375rem] text-ink-2">{children}</div>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div>}
    </div>
  );
}
