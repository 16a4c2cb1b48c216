import clsx from "clsx";
import { type ReactNode, useId } from "react";

export interface FieldWords {
  label: ReactNode;
  /** Stands beside the label, usually "(선택)" or "(필수)". */
  mark?: string;
  /** What to write, shown before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and what to do. Its presence marks the control invalid. */
  error?: ReactNode;
  /** For a control whose meaning is plain without a visible label, as a search box. */
  hideLabel?: boolean;
}

/** What a control must carry to belong to its label, hint and error. */
export interface ControlTies {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/**
 * Label, control, hint and error of one question. Most forms use TextField and its kin instead; those are client components,
 * because ids made on the server begin anew with each page and would meet those of the frame that stays.
 */
export function Field({
  label,
  mark,
  hint,
  error,
  hideLabel,
  id,
  className,
  children,
}: FieldWords & { id?: string; className?: string; children: (ties: ControlTies) => ReactNode }) {
  const made = useId();
  const own = id ?? made;
  const ties: ControlTies = {
    id: own,
    "aria-describedby": describedBy(hint && `${own}-hint`, error && `${own}-error`),
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div className={clsx("grid grid-cols-1 gap-1.5", className)}>
      <label htmlFor={own} className={clsx("text-[0.9375rem] font-semibold", hideLabel && "sr-only")}>
        {label}
        {mark && <span className="font-medium text-ink-3"> {mark}</span>}
      </label>
      {children(ties)}
      {hint && (
        <p id={`${own}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${own}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} data-field-error="" className="text-sm font-medium text-bad">
      {children}
    </p>
  );
}

export function describedBy(...ids: unknown[]): string | undefined {
  return ids.filter((id) => typeof id === "string" && id).join(" ") || undefined;
}
