"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/**
 * Sends its form. Works without JavaScript; with it, shows that the form is under way and does not send it twice.
 * `pending` may be given where the form is sent by hand (useKeptForm); `pendingWords` replace the label meanwhile.
 */
export function SubmitButton({
  children,
  pending,
  pendingWords,
  look = "primary",
  onClick,
  ...rest
}: ButtonProps & { pendingWords?: string }) {
  const status = useFormStatus();
  const busy = pending ?? status.pending;
  return (
    <Button
      {...rest}
      type="submit"
      look={look}
      pending={busy}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {busy && pendingWords ? pendingWords : children}
    </Button>
  );
}
