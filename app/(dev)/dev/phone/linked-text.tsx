import { textWithLinks } from "./links";

/** Plain text with its web addresses as links, as phones and mail readers show it. */
export function LinkedText({ text }: { text: string }) {
  return (
    <span className="break-words whitespace-pre-wrap">
      {textWithLinks(text).map((part) =>
        part.isLink ? (
          <a
            key={part.at}
            href={part.text}
            className="underline underline-offset-[0.22em] [overflow-wrap:anywhere]"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </span>
  );
}
