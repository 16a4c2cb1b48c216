import { isJosa, withJosa } from "@/lib/platform/formats/josa";

export type TemplateProblem =
  | { kind: "broken_variable"; index: number }
  | { kind: "unknown_variable"; name: string }
  | { kind: "unknown_particle"; particle: string };

export interface FilledText {
  text: string;
  /** Names without a value. When there is one, the text must not go out (row 68). */
  missing: string[];
}

const LONGEST_TEMPLATE = 10_000;
const VARIABLE = /#\{([^#{}\n]{1,60})\}/g;

/** The names a template uses, each once, in order: "#{이름:은/는}" uses 이름. */
export function variablesOf(template: string): string[] {
  const names = [...template.slice(0, LONGEST_TEMPLATE).matchAll(VARIABLE)].map(([, inside = ""]) =>
    nameIn(inside),
  );
  return [...new Set(names)];
}

/** What stands between `#{` and `}`, particle and all, each once: how Kakao names a variable. */
export const blanksOf = (template: string): string[] => [
  ...new Set([...template.slice(0, LONGEST_TEMPLATE).matchAll(VARIABLE)].map(([, inside = ""]) => inside)),
];

/** The text without its blanks. */
export const withoutBlanks = (template: string): string =>
  template.slice(0, LONGEST_TEMPLATE).replace(VARIABLE, "");

/**
 * Puts the values in. `#{이름:은/는}` adds the particle that fits. An empty value, like an absent one, is missing: no
 * greeting of a bare "님". A variable that is not closed is reported as missing too, so that it is never sent. Values
 * are not read again: a "#{" inside somebody's text stays what it is.
 */
export function fill(
  template: string,
  values: Readonly<Record<string, string | null | undefined>>,
): FilledText {
  const missing = new Set<string>();
  const body = template.slice(0, LONGEST_TEMPLATE);
  const text = body.replace(VARIABLE, (written, inside: string) => {
    const name = nameIn(inside);
    const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
    const particle = particleIn(inside);
    if (!value || (particle !== null && !isJosa(particle))) {
      missing.add(name);
      return written;
    }
    return particle === null ? value : withJosa(value, particle);
  });
  for (const { index } of brokenVariables(body)) missing.add(body.slice(index, index + 20));
  return { text: text.normalize("NFC"), missing: [...missing] };
}

/** What must be put right before a template is published. */
export function templateProblems(template: string, known: readonly string[]): TemplateProblem[] {
  const body = template.slice(0, LONGEST_TEMPLATE);
  const problems: TemplateProblem[] = brokenVariables(body);
  for (const [, inside = ""] of body.matchAll(VARIABLE)) {
    const particle = particleIn(inside);
    if (!known.includes(nameIn(inside))) problems.push({ kind: "unknown_variable", name: nameIn(inside) });
    if (particle !== null && !isJosa(particle)) problems.push({ kind: "unknown_particle", particle });
  }
  return problems;
}

function brokenVariables(body: string): { kind: "broken_variable"; index: number }[] {
  const wellFormed = new Set([...body.matchAll(VARIABLE)].map((match) => match.index));
  return [...body.matchAll(/#\{/g)]
    .filter(({ index }) => !wellFormed.has(index))
    .map(({ index }) => ({ kind: "broken_variable" as const, index }));
}

function nameIn(inside: string): string {
  const colon = inside.indexOf(":");
  return (colon < 0 ? inside : inside.slice(0, colon)).trim();
}

function particleIn(inside: string): string | null {
  const colon = inside.indexOf(":");
  return colon < 0 ? null : inside.slice(colon + 1).trim();
}
