import type { BuilderNode, GroupNode, KeptNode, RowNode } from "@/lib/customers/segments/comparisons";

/** The builder's nodes with a number of their own, so that a line keeps its controls when another one goes. */
export type KeyedNode = (RowNode & { id: number }) | (KeptNode & { id: number }) | KeyedGroup;
export interface KeyedGroup extends Omit<GroupNode, "parts"> {
  id: number;
  parts: KeyedNode[];
}
export type KeyedRow = Extract<KeyedNode, { kind: "row" }>;

/** Numbers every node, counting on from `from`. */
export function keyed(root: GroupNode, from = 1): KeyedGroup {
  let id = from;
  const number = (node: BuilderNode): KeyedNode =>
    node.kind === "group" ? { ...node, id: id++, parts: node.parts.map(number) } : { ...node, id: id++ };
  return number(root) as KeyedGroup;
}

/** As it is sent: without the numbers. */
export function bare({ id: _, ...node }: KeyedNode): BuilderNode {
  return node.kind === "group" ? { ...node, parts: node.parts.map(bare) } : node;
}

/** The tree with one node changed, or without it where `change` answers null. */
export function changed(
  root: KeyedGroup,
  id: number,
  change: (node: KeyedNode) => KeyedNode | null,
): KeyedGroup {
  const walk = (node: KeyedNode): KeyedNode[] => {
    if (node.id === id) return [change(node)].filter((one) => one !== null);
    return [node.kind === "group" ? { ...node, parts: node.parts.flatMap(walk) } : node];
  };
  return (walk(root)[0] as KeyedGroup | undefined) ?? root;
}

export const emptyRow = (id: number): KeyedRow => ({
  kind: "row",
  id,
  fact: "",
  compare: "contains",
  value: "",
  values: [],
});

/** A group begins with one line to fill in. */
export const emptyGroup = (id: number): KeyedGroup => ({
  kind: "group",
  id,
  mode: "any",
  parts: [emptyRow(id + 1)],
});
