import clsx from "clsx";
import { useId } from "react";

/** A few choices side by side, each a button that sends its form with `name=value`. */
export function Segments({
  label,
  name,
  choices,
  chosen,
}: {
  label: string;
  name: string;
  choices: { value: string; label: string; lang?: string }[];
  chosen: string;
}) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make its legend part of a form's answers
    <div role="group" aria-labelledby={id}>
      <p id={id} className="mb-1 text-xs font-semibold text-ink-3">
        {label}
      </p>
      <div className="flex rounded-lg bg-sunken p-0.5">
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="submit"
            name={name}
            value={choice.value}
            lang={choice.lang}
            aria-pressed={choice.value === chosen}
            className={clsx(
              "min-h-11 flex-1 rounded-md px-2 text-sm font-medium",
              choice.value === chosen
                ? "bg-surface text-ink ring-1 ring-line-strong"
                : "text-ink-2 hover:text-ink",
            )}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
