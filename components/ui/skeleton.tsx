import clsx from "clsx";

/** The place of something on its way. Give it the size of what will come, so that nothing moves. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("block animate-pulse rounded-md bg-line/60 motion-reduce:animate-none", className)}
    />
  );
}
