"use client";

import { useTranslations } from "next-intl";
import type { CharacterMark } from "@/lib/messages/character-marks";
import { Button } from "../ui/button";

/** What in a text a phone could not show, or what doubles its price: where it stands and what to write. Never changed unasked. */
export function CharacterMarks(props: {
  marks: readonly CharacterMark[];
  replaced: string;
  replace: (text: string) => void;
}) {
  const { marks, replaced, replace } = props;
  const words = useTranslations("templates.marks");
  const whatOf = ({ replacement }: CharacterMark) =>
    replacement?.trim() ? words("replace", { replacement }) : words("remove");
  const replaceable = marks.filter((mark) => mark.replaced !== null);
  return (
    <div role="status">
      {marks.length > 0 && (
        <div className="grid gap-2 rounded-lg bg-warn-soft px-4 py-3 text-sm">
          <p className="font-semibold text-warn">{words("title")}</p>
          <ul className="grid gap-2">
            {marks.map((mark) => (
              <li
                key={`${mark.kind}${mark.character}`}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1"
              >
                <p className="min-w-0 wrap-anywhere">
                  <span className="whitespace-pre-wrap text-ink-2">
                    {mark.before}
                    <mark className="rounded bg-bad-soft px-1 font-bold text-bad">{mark.character}</mark>
                    {mark.after}
                  </span>
                  <span className="block text-ink-3">
                    {words("places", { places: mark.places.join(", ") })} · {words(mark.kind)}
                  </span>
                </p>
                {mark.replaced !== null && (
                  <Button
                    size="small"
                    aria-label={words("replaceOf", { what: whatOf(mark), character: mark.character })}
                    onClick={() => replace(mark.replaced ?? "")}
                  >
                    {whatOf(mark)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {replaceable.length > 1 && (
            <Button size="small" className="justify-self-start" onClick={() => replace(replaced)}>
              {words("all")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
