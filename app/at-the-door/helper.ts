import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { helperOf } from "@/lib/enrollments/door";
import type { TenantScope } from "@/lib/platform/tenancy";
import { type LinkScope, linkScope } from "@/lib/web/link";
import { cookieName, cookieOptions } from "@/lib/web/session-cookie";

/** A helper's scope with the name that stands beside the marks: "도우미 박지우". */
export async function namedHelper(holder: LinkScope): Promise<LinkScope> {
  const words = await getTranslations("attendance.door");
  const name = words("helper", { name: await helperOf(holder as TenantScope, holder.link.linkId) });
  return { ...holder, actor: { ...holder.actor, name } };
}

const doorCookie = () => cookieName("door");

/** Which door this browser stands at, so that a code scanned by the phone's own camera knows; null when at none. */
export async function doorAtThisBrowser(): Promise<{ token: string; holder: LinkScope } | null> {
  const token = (await cookies()).get(doorCookie())?.value;
  const holder = token ? await linkScope(token, ["door"]) : null;
  return token && holder ? { token, holder } : null;
}

/** Remembers the door for this day; the link itself ends when its session does. Only in server actions. */
export async function rememberDoor(token: string): Promise<void> {
  (await cookies()).set(doorCookie(), token, { ...cookieOptions(), maxAge: 24 * 60 * 60 });
}
