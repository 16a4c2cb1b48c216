import { useTranslations } from "next-intl";

/** After a conflict: what is stored now, under the control that holds what was typed, when the two differ. */
export function StoredText({
  shown,
  stored,
  typed,
}: {
  shown: boolean;
  stored: string;
  typed: string | undefined;
}) {
  const words = useTranslations("courses");
  if (!shown || typed === undefined || typed.replace(/\r\n?/g, "\n").trim() === stored.trim()) return null;
  return (
    <div className="rounded-lg bg-warn-soft px-4 py-3">
      <p className="text-sm font-semibold text-warn">{words("storedNow")}</p>
      <p className="mt-1 text-[0.9375rem] whitespace-pre-wrap text-ink">{stored || words("storedEmpty")}</p>
    </div>
  );
}
