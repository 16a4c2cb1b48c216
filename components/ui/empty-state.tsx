import type { ReactNode } from "react";

/** Nothing here yet: one sentence that says so, and what to do or what the system is doing meanwhile. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-2 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      {icon && (
        <div
          aria-hidden="true"
          className="mb-1 grid size-11 place-items-center rounded-full bg-sunken text-ink-3"
        >
          {icon}
        </div>
      )}
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-[40ch] text-[0.9375rem] text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
