"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { type ControlSize, controlClass } from "./control-class";
import { Field, type FieldWords } from "./field";

export type TextFieldProps = FieldWords &
  Omit<ComponentProps<"input">, "size"> & {
    size?: ControlSize;
    /** Stands inside the box after the text: "원", "명". */
    unit?: ReactNode;
  };

/** One line of text. For a phone number say `type="tel" inputMode="numeric" autoComplete="tel"`. */
export function TextField({
  label,
  mark,
  hint,
  error,
  hideLabel,
  size,
  unit,
  className,
  type = "text",
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, mark, hint, error, hideLabel, className }} id={rest.id}>
      {(ties) => (
        <span className="relative block">
          <input
            {...rest}
            {...ties}
            type={type}
            className={clsx(controlClass(size), unit ? "pr-12" : undefined)}
          />
          {unit && (
            <span
              aria-hidden="true"
              className="absolute inset-y-0 right-3.5 grid place-items-center text-ink-3"
            >
              {unit}
            </span>
          )}
        </span>
      )}
    </Field>
  );
}
