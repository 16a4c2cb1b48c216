import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

export type MessageTree = { [key: string]: string | MessageTree };

/** Every message of a tree by its dotted key. */
export function flatMessages(tree: MessageTree, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [inner, words] of flatMessages(value, `${prefix}${key}.`)) flat.set(inner, words);
  }
  return flat;
}

/**
 * The arguments and tags a message needs, each with its kind ("count:plural", "name:argument"). Throws for a message
 * that is not valid ICU.
 */
export function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  collect(parse(message), found);
  return [...found].sort();
}

/** What is missing or different between two languages, as sentences; empty when they agree. */
export function disparities(ko: MessageTree, en: MessageTree): string[] {
  const korean = flatMessages(ko);
  const english = flatMessages(en);
  const problems: string[] = [];
  for (const key of korean.keys()) if (!english.has(key)) problems.push(`en lacks ${key}`);
  for (const [key, words] of english) {
    const other = korean.get(key);
    if (other === undefined) problems.push(`ko lacks ${key}`);
    else if (namesIn(other) !== namesIn(words)) {
      problems.push(`${key}: ko needs [${namesIn(other)}], en needs [${namesIn(words)}]`);
    }
  }
  return problems;
}

/** A plural in one language may be a plain number in the other, so only names are compared. */
function namesIn(message: string): string {
  return [...new Set(argumentsOf(message).map((entry) => entry.split(":")[0]))].join(", ");
}

function collect(elements: MessageFormatElement[], found: Set<string>): void {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(`${element.value}:${TYPE[element.type]}`);
    if (element.type === TYPE.tag) collect(element.children, found);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) collect(option.value, found);
    }
  }
}
