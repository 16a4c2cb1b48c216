"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ControlSize, controlClass } from "./control-class";
import { Field, type FieldWords } from "./field";

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({
  label,
  mark,
  hint,
  error,
  hideLabel,
  size,
  className,
  rows = 3,
  ...rest
}: FieldWords & ComponentProps<"textarea"> & { size?: ControlSize }) {
  return (
    <Field {...{ label, mark, hint, error, hideLabel, className }} id={rest.id}>
      {(ties) => (
        <textarea
          {...rest}
          {...ties}
          rows={rows}
          className={clsx(controlClass(size), "field-sizing-content resize-y py-2.5 leading-normal")}
          style={{ minHeight: `${rows * 1.5 + 1.4}em` }}
        />
      )}
    </Field>
  );
}
