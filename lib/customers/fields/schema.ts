/** What a field of the business's own on its customers can hold. */
export const fieldKinds = ["text", "number", "date", "choice", "choices", "yes_no"] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One of the answers of a choice. The key is what is stored and never changes its meaning; the label is shown. */
export interface FieldOption {
  key: string;
  label: string;
  retired: boolean;
}

/** Text, a day ("2026-11-25"), an option's key, "yes" or "no" are strings; keys of several options a list in their order. */
export type FieldValue = string | number | string[];

export const longestFieldText = 500;

export interface CustomerFieldDefinition {
  id: string;
  label: string;
  kind: FieldKind;
  /** Empty for other kinds than choice and choices. */
  options: FieldOption[];
  position: number;
  retired: boolean;
  version: number;
}

export const hasOptions = (kind: FieldKind): boolean => kind === "choice" || kind === "choices";

/** How a text names an own field: #{고객.거래처}. The prefix keeps it apart from the blanks every text has. */
export const fieldVariable = (label: string): string => `고객.${label}`;
