"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { type ControlSize, controlClass } from "./control-class";
import { Field, type FieldWords } from "./field";

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** The device's own list: on a phone nothing is better, and it works without JavaScript. */
export function SelectField({
  label,
  mark,
  hint,
  error,
  hideLabel,
  size,
  className,
  choices = [],
  groups = [],
  emptyWords,
  ...rest
}: FieldWords &
  Omit<ComponentProps<"select">, "size" | "children"> & {
    size?: ControlSize;
    choices?: Choice[];
    /** Choices under headings, after the others. */
    groups?: { label: string; choices: Choice[] }[];
    /** A first entry with the empty value: "골라 주세요". */
    emptyWords?: string;
  }) {
  return (
    <Field {...{ label, mark, hint, error, hideLabel, className }} id={rest.id}>
      {(ties) => (
        <span className="relative block">
          <select
            // React resets an uncontrolled select to its first option after a form action; a new key keeps the answer.
            key={String(rest.defaultValue ?? "")}
            {...rest}
            {...ties}
            className={clsx(controlClass(size), "appearance-none pr-10")}
          >
            {emptyWords !== undefined && <option value="">{emptyWords}</option>}
            {choices.map(asOption)}
            {groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.choices.map(asOption)}
              </optgroup>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-3 my-auto size-5 text-ink-3"
          />
        </span>
      )}
    </Field>
  );
}

const asOption = ({ value, label, disabled }: Choice) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
);
