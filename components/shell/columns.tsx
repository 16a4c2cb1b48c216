import clsx from "clsx";
import type { ReactNode } from "react";

/** Main matter and an aside beside it; below it on a phone, or above with `asideFirst`. */
export function Columns({
  children,
  aside,
  asideFirst,
}: {
  children: ReactNode;
  aside: ReactNode;
  asideFirst?: boolean;
}) {
  return (
    <div className="grid grid-cols-1 gap-7 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10">
      <div className="min-w-0">{children}</div>
      <aside className={clsx("min-w-0", asideFirst && "max-lg:order-first")}>{aside}</aside>
    </div>
  );
}
