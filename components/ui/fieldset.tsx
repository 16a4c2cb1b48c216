"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { describedBy, FieldError } from "./field";

/** Several controls that answer one question. */
export function Fieldset({
  legend,
  mark,
  hint,
  error,
  divided,
  className,
  children,
}: {
  legend: ReactNode;
  mark?: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Hairlines between the answers, for long ones as consents. */
  divided?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={describedBy(hint && `${id}-hint`, error && `${id}-error`)}
      className={clsx("min-w-0", className)}
    >
      <legend className="mb-1 text-base font-bold">
        {legend}
        {mark && <span className="text-[0.9375rem] font-medium text-ink-3"> {mark}</span>}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-3">
          {hint}
        </p>
      )}
      <div className={clsx(divided && "divide-y divide-line")}>{children}</div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
