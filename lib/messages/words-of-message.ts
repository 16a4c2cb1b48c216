import type { ApprovedTemplate } from "./alimtalk/approved-templates";
import { type Composed, composeAlimTalk, composeMail, composeText } from "./composing";
import type { MessageContext } from "./context";
import type { SendingAccount } from "./provider-accounts";
import { textKind } from "./routing";
import type { Fallback } from "./text-checks";
import type { Wording } from "./wording";

/** An AlimTalk's own words, with those of the text that may go in its stead beside them. */
export type Said = Composed & { variables?: Record<string, string>; instead?: Composed };

export function composeFor(
  { tenant }: MessageContext,
  words: Wording,
  template: ApprovedTemplate | null,
  values: Readonly<Record<string, string | null | undefined>>,
): Said {
  const { settings } = tenant;
  const name = settings?.businessName || tenant.name;
  if (words.channel === "email")
    return composeMail(words, values, {
      name,
      address: settings?.address ?? null,
      phone: settings?.phone ?? null,
      email: settings?.email ?? null,
    });
  const text = composeText(words, values, name);
  if (!template) return text;
  const alimtalk = composeAlimTalk(template, values);
  if (!words.textInstead) return alimtalk;
  return { ...alimtalk, missing: [...new Set([...alimtalk.missing, ...text.missing])], instead: text };
}

/** The text that the provider sends where Kakao does not deliver, as one row of ours (row 71). */
export function fallbackOf({ instead }: Said, { provider, from }: SendingAccount): Fallback {
  if (!instead || !from || !provider.capabilities.fallback) return null;
  const kind = textKind(provider.capabilities, instead);
  return {
    kind,
    body: instead.body,
    ...(kind === "lms" && instead.subject ? { subject: instead.subject } : {}),
  };
}
