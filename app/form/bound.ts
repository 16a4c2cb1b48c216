type Bindable<First, Rest extends unknown[], Result> = (first: First, ...rest: Rest) => Result;

const kept = new WeakMap<object, Map<string, unknown>>();
const keptAtMost = 200;

/**
 * `action.bind(null, first)` for client components, the same function for the same arguments. A new one at each render
 * would never finish: after a post without JavaScript React waits for the bound arguments and then renders again.
 */
export function bound<Rest extends unknown[], Result>(
  action: Bindable<string, Rest, Result>,
  first: string,
): (...rest: Rest) => Result {
  const known = kept.get(action) ?? new Map<string, unknown>();
  kept.set(action, known);
  const made = (known.get(first) as ((...rest: Rest) => Result) | undefined) ?? action.bind(null, first);
  if (known.size >= keptAtMost) known.clear();
  known.set(first, made);
  return made;
}
