"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { describedBy, FieldError } from "./field";

export type ToggleProps = Omit<ComponentProps<"input">, "type" | "size"> & {
  label: ReactNode;
  /** A second, quieter line: what ticking it means. */
  hint?: ReactNode;
  error?: ReactNode;
};

/** A native tick box whose whole row can be touched. Never pre-tick a consent. */
export function Checkbox(props: ToggleProps) {
  return <ToggleRow {...props} type="checkbox" />;
}

/** One answer of several with the same `name`; put them into a Fieldset. */
export function Radio(props: ToggleProps) {
  return <ToggleRow {...props} type="radio" />;
}

function ToggleRow({
  label,
  hint,
  error,
  className,
  type,
  ...rest
}: ToggleProps & { type: "checkbox" | "radio" }) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <div className={clsx("py-1", className)}>
      <div className="grid min-h-11 grid-cols-[1.5rem_1fr] items-start gap-x-3">
        <input
          {...rest}
          id={id}
          type={type}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(hint && `${id}-hint`, error && `${id}-error`)}
          className="mt-2.5 size-[1.375rem] accent-accent rounded-[3px] aria-invalid:ring-2 aria-invalid:ring-bad"
        />
        <label htmlFor={id} className={clsx("pt-2 leading-normal", rest.disabled ? "text-ink-3" : undefined)}>
          <span className="block">{label}</span>
          {hint && (
            <span id={`${id}-hint`} className="block pb-1 text-sm font-normal text-ink-3">
              {hint}
            </span>
          )}
        </label>
      </div>
      {error && (
        <div className="pb-1.5 pl-9">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
    </div>
  );
}
