import { romanize } from "es-hangul";
import { reservedCourseWords } from "@/lib/platform/reserved-words";

/** Long enough to mean something, short enough to be typed from a poster. */
const longest = 60;
const shape = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Why a word can't be a course's address; null when it can. ASCII only: messengers cut other addresses apart. */
export function slugProblem(slug: string): "empty" | "shape" | "long" | "reserved" | null {
  if (slug === "") return "empty";
  if (slug.length > longest) return "long";
  if (reservedCourseWords.has(slug)) return "reserved";
  return shape.test(slug) ? null : "shape";
}

/** An address made from a title, Korean read aloud in Latin letters: "동네 마케팅" is "dongne-maketing". */
export function slugFrom(title: string): string {
  const words = romanize(title.normalize("NFKC"))
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, 40);
    if (longer.length > 40) break;
    slug = longer;
  }
  return slugProblem(slug) === null ? slug : `course${slug ? `-${slug.replace(/[^a-z0-9-]/g, "")}` : ""}`;
}
