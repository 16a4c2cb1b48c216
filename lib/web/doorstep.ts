import { cookies } from "next/headers";
import type { Doorstep } from "@/lib/accounts/sign-in";
import { hashSecret, randomSecret } from "@/lib/platform/secrets";
import { callerAddress, networkOf } from "./request-address";
import { cookieName, cookieOptions } from "./session-cookie";

const aYear = 365 * 24 * 60 * 60;

/** Where this sign-in comes from. Gives the browser a device cookie when it has none, so only in actions and route handlers. */
export async function doorstep(): Promise<Doorstep> {
  const jar = await cookies();
  const name = cookieName("device");
  const known = jar.get(name)?.value;
  const device = known && /^[A-Za-z0-9_-]{22}$/.test(known) ? known : randomSecret(16);
  jar.set(name, device, { ...cookieOptions(), maxAge: aYear });
  return { network: networkOf(await callerAddress()), deviceHash: hashSecret(device) };
}
