import { useTranslations } from "next-intl";
import { Progress } from "../ui/progress";

/** How many places of a run are given away; a bar only where there is a limit. */
export function PlacesBar({ taken, capacity }: { taken: number; capacity: number | null }) {
  const words = useTranslations("courses.places");
  if (capacity === null)
    return <span className="text-sm text-ink-2 tabular-nums">{words("noLimit", { taken })}</span>;
  return (
    <Progress
      words={words("filled", { taken, capacity })}
      value={taken}
      max={capacity}
      tone={taken >= capacity ? "good" : "ink"}
      showWords
    />
  );
}
