interface TextPart {
  text: string;
  isLink: boolean;
  /** Where the part begins, for a stable key. */
  at: number;
}

const address = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;
const closing = /[.,;:!?)\]']{1,20}$/;

/** Splits a text at its web addresses. Sentence marks after one and Korean right behind it are not part of it. */
export function textWithLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const link = match[0].replace(closing, "");
    if (match.index > at) parts.push({ text: text.slice(at, match.index), isLink: false, at });
    parts.push({ text: link, isLink: true, at: match.index });
    at = match.index + link.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isLink: false, at });
  return parts;
}
