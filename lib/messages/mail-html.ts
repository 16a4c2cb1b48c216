/** A mail's words as plain HTML: paragraphs, line breaks and links of our own making; everything else is escaped. */
export function mailHtml(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split("\n").map(lineHtml).join("<br>\n")}</p>`);
  return `<!doctype html>\n<meta charset="utf-8">\n<div style="font-size:16px;line-height:1.6">\n${paragraphs.join("\n")}\n</div>\n`;
}

const address = /https?:\/\/[^\s<>"']{1,500}/g;

/** What ends a sentence ends no address. */
const trailing = /[.,!?)\]]{1,5}$/;

function lineHtml(line: string): string {
  let html = "";
  let from = 0;
  for (const { 0: found, index } of line.matchAll(address)) {
    const url = found.replace(trailing, "");
    html += `${escaped(line.slice(from, index))}<a href="${escaped(url)}">${escaped(url)}</a>`;
    from = index + url.length;
  }
  return html + escaped(line.slice(from));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
