"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { Field, type FieldWords } from "./field";

/** The device's own file picker, which also shows the chosen file's name. */
export function FileField({
  label,
  mark,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: FieldWords & Omit<ComponentProps<"input">, "type">) {
  return (
    <Field {...{ label, mark, hint, error, hideLabel, className }} id={rest.id}>
      {(ties) => (
        <input
          {...rest}
          {...ties}
          type="file"
          className={clsx(
            controlClass(),
            "border-dashed py-1 pl-1 text-[0.9375rem] text-ink-2 file:mr-3 file:min-h-9 file:rounded-md file:border-0 file:bg-sunken file:px-3 file:font-semibold file:text-ink",
          )}
        />
      )}
    </Field>
  );
}
