import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

/**
 * On or off, acting at once or with its form. A native tick box with the role of a switch: it is sent with a form
 * without JavaScript, and the keyboard works as everywhere.
 */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "size"> & { label: ReactNode; hint?: ReactNode }) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <div className={clsx("flex min-h-11 items-center justify-between gap-4 py-1", className)}>
      <label htmlFor={id} className={clsx("flex-1 py-1.5", rest.disabled && "text-ink-3")}>
        <span className="block font-medium">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-sm text-ink-3">
            {hint}
          </span>
        )}
      </label>
      <span className="relative inline-flex shrink-0 items-center">
        <input
          {...rest}
          id={id}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native tick box tells its own state
          role="switch"
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="peer h-7 w-12 appearance-none rounded-full border border-control bg-sunken transition-colors checked:border-accent checked:bg-accent disabled:opacity-50"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute left-1 size-5 rounded-full bg-control transition-transform peer-checked:translate-x-5 peer-checked:bg-accent-ink"
        />
      </span>
    </div>
  );
}
