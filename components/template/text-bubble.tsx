import { useTranslations } from "next-intl";

/** A text as a phone would show it: headline, words, and which blanks have nothing to be filled with. */
export function TextBubble(props: { subject: string; body: string; missing: readonly string[] }) {
  const { subject, body, missing } = props;
  const words = useTranslations("templates.preview");
  return (
    <div className="grid gap-2">
      <div className="max-w-[22rem] rounded-2xl rounded-bl-sm bg-sunken px-4 py-3 text-[0.9375rem] wrap-anywhere">
        {subject && <p className="mb-1 font-bold">{subject}</p>}
        <p className="whitespace-pre-line">{body || "…"}</p>
      </div>
      {missing.length > 0 && (
        <p className="text-sm text-warn">{words("missing", { names: missing.join(", ") })}</p>
      )}
    </div>
  );
}
