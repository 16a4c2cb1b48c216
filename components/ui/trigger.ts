import type { ReactNode } from "react";
import type { ButtonLook, ButtonSize } from "./button";

/** The button that opens something. Data instead of an element, so that a server component can describe it. */
export interface Trigger {
  words: ReactNode;
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Says it to a screen reader where the words are only an icon. */
  label?: string;
}
