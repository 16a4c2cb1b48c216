import { cookies } from "next/headers";
import { cookieName } from "./session-cookie";

export type Theme = "light" | "dark";

/** Cookies of how the product looks to this browser. */
export const themeCookie = () => cookieName("theme");
export const localeCookie = () => cookieName("locale");

/** What the person chose; undefined follows the device. */
export async function chosenTheme(): Promise<Theme | undefined> {
  const value = (await cookies()).get(themeCookie())?.value;
  return value === "light" || value === "dark" ? value : undefined;
}
