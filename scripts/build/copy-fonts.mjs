import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const fontHome = dirname(createRequire(import.meta.url).resolve("pretendard/package.json"));

/** The address of the font's stylesheet. The version is in it, so that it may be cached for ever. */
export const fontFolder = `/fonts/pretendard-${JSON.parse(readFileSync(join(fontHome, "package.json"), "utf8")).version}`;

/**
 * Puts Pretendard (dynamic subset: a page fetches only the syllables it shows) below public/, where the cached public
 * pages and the application share it. Nothing is fetched from the network. Does nothing when the folder is there.
 */
export function copyFonts(projectRoot) {
  const target = join(projectRoot, "public", fontFolder);
  if (existsSync(join(target, "pretendard.css"))) return;
  const source = join(fontHome, "dist/web/variable");
  const scratch = `${target}.${process.pid}`;
  cpSync(join(source, "woff2-dynamic-subset"), join(scratch, "woff2-dynamic-subset"), { recursive: true });
  const css = readFileSync(join(source, "pretendardvariable-dynamic-subset.css"), "utf8");
  writeFileSync(join(scratch, "pretendard.css"), minified(css));
  try {
    renameSync(scratch, target);
  } catch {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The licence comment at the top stays: the SIL Open Font License asks for it. */
function minified(css) {
  const [licence, ...rules] = css.split(/(?=\/\* \[\d+\] \*\/)/);
  return `${licence.trim()}\n${rules
    .join("")
    .replace(/\/\*.*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{}:;,]) ?/g, "$1")
    .trim()}\n`;
}
