export interface Given {
  /** Nested by the controls' names, for the schema. */
  input: unknown;
  /** Flat, as typed, to fill the form again. */
  values: Record<string, string | string[]>;
  /** Fields of the skin itself, taken out of the input. */
  idempotencyKey?: string;
  honeypot?: string;
}

export const idempotencyField = "idempotencyKey";
/** Nobody sees this field; programs that fill in everything do. */
export const honeypotField = "website";

const secret = /password|secret|token/i;
const segment = /^(?!__proto__$|constructor$|prototype$)[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads a form, or an object given by client code. Control names: `title`; `faq.0.question` nests; `take[]` is always a
 * list. Ticked boxes are present, others absent. An empty file input counts as absent.
 */
export function formValues(given: unknown): Given {
  if (!(given instanceof FormData)) return objectValues(given);
  const answer: Given = { input: {}, values: {} };
  for (const name of new Set(given.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const entries = given.getAll(name).filter((entry) => !isNoFile(entry));
    const first = entries[0];
    if (first === undefined) continue;
    if (name === idempotencyField || name === honeypotField) {
      answer[name === idempotencyField ? "idempotencyKey" : "honeypot"] = String(first);
      continue;
    }
    const list = name.endsWith("[]");
    put(answer.input as Tree, (list ? name.slice(0, -2) : name).split("."), list ? entries : first);
    const texts = entries.filter((entry): entry is string => typeof entry === "string");
    if (texts[0] !== undefined && !secret.test(name)) answer.values[name] = list ? texts : texts[0];
  }
  return answer;
}

function objectValues(given: unknown): Given {
  if (given === null || typeof given !== "object") return { input: given ?? {}, values: {} };
  const { [idempotencyField]: key, [honeypotField]: honeypot, ...input } = given as Record<string, unknown>;
  return {
    input,
    values: {},
    ...(typeof key === "string" ? { idempotencyKey: key } : {}),
    ...(typeof honeypot === "string" ? { honeypot } : {}),
  };
}

const isNoFile = (entry: FormDataEntryValue) =>
  typeof entry !== "string" && entry.size === 0 && entry.name === "";

type Tree = Record<string, unknown>;

function put(tree: Tree, path: string[], value: unknown): void {
  if (!path.every((part) => segment.test(part)) || path.length > 5) return;
  let place: Tree | unknown[] = tree;
  for (const [depth, part] of path.entries()) {
    const key = Array.isArray(place) ? Number(part) : part;
    if (Array.isArray(place) && !(Number(key) >= 0 && Number(key) < 200)) return;
    const inside = place as Tree;
    if (depth === path.length - 1) inside[key] = value;
    else {
      inside[key] ??= /^\d+$/.test(path[depth + 1] as string) ? [] : {};
      if (typeof inside[key] !== "object") return;
      place = inside[key] as Tree | unknown[];
    }
  }
}
