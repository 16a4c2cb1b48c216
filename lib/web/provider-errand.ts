import { cookies } from "next/headers";
import { z } from "zod";
import type { ProviderErrand } from "@/lib/accounts/provider-sign-in";
import { Refusal } from "@/lib/platform/refusal";
import { invitationBehind } from "@/lib/tenants/invitations";
import { signedIn } from "./session";
import { cookieName, cookieOptions } from "./session-cookie";

const errandShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sign_in") }),
  z.object({ kind: z.literal("connect"), accountId: z.string() }),
  z.object({ kind: z.literal("invited"), secret: z.string() }),
]);
export type KeptErrand = z.infer<typeof errandShape>;

const minutes = 15;

/** Remembers in this browser why it goes to a provider. */
export async function keepErrand(errand: KeptErrand): Promise<void> {
  const options = { ...cookieOptions(), maxAge: minutes * 60 };
  (await cookies()).set(cookieName("errand"), JSON.stringify(errand), options);
}

/**
 * Why this browser comes back from a provider, checked anew: connecting holds only for whoever is signed in now, an
 * invitation only while it is open. Used up by asking.
 */
export async function currentErrand(): Promise<ProviderErrand> {
  const jar = await cookies();
  const kept = readErrand(jar.get(cookieName("errand"))?.value);
  jar.set(cookieName("errand"), "", { ...cookieOptions(), maxAge: 0 });
  if (kept.kind === "sign_in") return kept;
  if (kept.kind === "connect") {
    const account = await signedIn();
    if (account?.id !== kept.accountId) throw new Refusal("forbidden", "errors.signedOut");
    return kept;
  }
  const invited = await invitationBehind(kept.secret);
  if (!invited) throw new Refusal("forbidden", "accounts.linkEnded");
  return { kind: "invited", email: invited.email, name: invited.email.split("@")[0] ?? invited.email };
}

function readErrand(value: string | undefined): KeptErrand {
  try {
    return errandShape.parse(JSON.parse(value ?? ""));
  } catch {
    return { kind: "sign_in" };
  }
}
