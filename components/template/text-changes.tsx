import { textDifference } from "@/lib/messages/text-difference";

/** What changed between two texts: what is gone struck through, what is new underlined, told to a screen reader too. */
export function TextChanges({ before, after }: { before: string; after: string }) {
  return (
    <p className="text-sm wrap-anywhere whitespace-pre-line">
      {textDifference(before, after).map(({ kind, text }, index) => {
        const key = `${index}${kind}`;
        if (kind === "same") return <span key={key}>{text}</span>;
        return kind === "added" ? (
          <ins key={key} className="rounded bg-good-soft text-good decoration-1 underline-offset-2">
            {text}
          </ins>
        ) : (
          <del key={key} className="rounded bg-bad-soft text-bad">
            {text}
          </del>
        );
      })}
    </p>
  );
}
