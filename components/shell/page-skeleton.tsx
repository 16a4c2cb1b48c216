import { Card } from "../ui/card";
import { Skeleton } from "../ui/skeleton";

export function CardSkeleton() {
  return (
    <Card>
      <Skeleton className="h-4 w-20" />
      <Skeleton className="mt-2.5 h-5 w-4/5" />
      <Skeleton className="mt-2 h-4 w-3/5" />
      <div className="mt-4 flex gap-2">
        <Skeleton className="h-11 w-28" />
        <Skeleton className="h-11 w-24" />
      </div>
    </Card>
  );
}

/** Rows on their way, for lists and tables. */
export function ListSkeleton({ words, rows = 8 }: { words: string; rows?: number }) {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">{words}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders do not move
        <div key={index} className="flex items-center gap-4 py-3.5">
          <Skeleton className="h-5 w-36" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-5 w-16" />
        </div>
      ))}
    </div>
  );
}
