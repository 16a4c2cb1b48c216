import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { PageLink, type PageLinkProps } from "./page-link";
import { Spinner } from "./spinner";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "medium" | "large" | "small" | "icon";

interface Dress {
  /** `primary` is the one main action of a page. */
  look?: ButtonLook;
  /** `small` keeps a 44 px target: only its drawn height shrinks. `icon` is a square for IconButton and its kin. */
  size?: ButtonSize;
  /** As wide as its container; on a phone only with `"phone"`. */
  wide?: boolean | "phone";
  icon?: ReactNode;
}

const looks: Record<ButtonLook, string> = {
  primary:
    "bg-accent border-accent text-accent-ink not-aria-disabled:hover:bg-accent-strong not-aria-disabled:hover:border-accent-strong",
  secondary: "bg-surface border-line-strong text-ink not-aria-disabled:hover:bg-sunken",
  quiet:
    "bg-transparent border-transparent text-ink-2 not-aria-disabled:hover:bg-sunken not-aria-disabled:hover:text-ink",
  danger: "bg-bad border-bad text-bad-ink not-aria-disabled:hover:opacity-90",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-9 px-3 text-sm before:absolute before:-inset-y-1 before:inset-x-0 before:content-['']",
  medium: "min-h-11 px-4 text-[0.9375rem]",
  icon: "size-11 shrink-0",
  large: "min-h-14 px-6 text-lg",
};

/** The classes of a button, for elements that must be something else (a file label, a `<summary>`). */
export function buttonClass({ look = "secondary", size = "medium", wide, icon }: Dress = {}): string {
  return clsx(
    "relative inline-flex items-center justify-center gap-2 rounded-lg border py-1.5 text-center font-semibold no-underline transition-colors select-none",
    "disabled:opacity-55 aria-disabled:opacity-80 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed",
    looks[look],
    sizes[size],
    wide === true && "w-full",
    wide === "phone" && "max-sm:w-full",
    icon !== undefined && size === "medium" && "pl-3.5",
  );
}

export interface ButtonProps extends Dress, Omit<ComponentProps<"button">, "ref"> {
  /** Work is under way: the button stays focused and readable, but does nothing. */
  pending?: boolean;
  ref?: React.Ref<HTMLButtonElement>;
}

/** A button does nothing by itself: inside a form say `type="submit"` or use SubmitButton. */
export function Button({
  look,
  size,
  wide,
  icon,
  pending,
  children,
  className,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={clsx(buttonClass({ look, size, wide, icon }), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button, because it is the next step. */
export function LinkButton({ look, size, wide, icon, children, className, ...rest }: Dress & PageLinkProps) {
  return (
    <PageLink {...rest} className={clsx(buttonClass({ look, size, wide, icon }), className)}>
      {icon}
      {children}
    </PageLink>
  );
}

/** A button that shows only an icon; `label` is what a screen reader says and what the pointer is told. */
export function IconButton({
  label,
  icon,
  look = "quiet",
  className,
  ...rest
}: Omit<ButtonProps, "children" | "size" | "wide" | "icon"> & { label: string; icon: ReactNode }) {
  return (
    <Button {...rest} look={look} aria-label={label} title={label} className={className} size="icon">
      {icon}
    </Button>
  );
}
