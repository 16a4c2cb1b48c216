import { getTranslations } from "next-intl/server";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SignInProvider } from "@/lib/accounts/provider-profiles";
import { configuredProviders } from "@/lib/web/auth-providers";

/** One plain form for each configured provider; nothing where none is. */
export async function ProviderButtons({
  errand,
  secret,
  next,
  without = [],
}: {
  errand: "sign_in" | "connect" | "invited";
  /** Of the invitation. */
  secret?: string;
  next?: string | undefined;
  /** Providers that are connected already. */
  without?: SignInProvider[];
}) {
  const providers = configuredProviders().filter((provider) => !without.includes(provider));
  if (providers.length === 0) return null;
  const words = await getTranslations("accounts");
  return (
    <div className="grid gap-2.5">
      {errand !== "connect" && <p className="text-center text-sm text-ink-3">{words("signIn.or")}</p>}
      {providers.map((provider) => (
        <form key={provider} method="post" action={`/api/auth/start/${provider}`}>
          <input type="hidden" name="errand" value={errand} />
          {secret && <input type="hidden" name="secret" value={secret} />}
          {next && <input type="hidden" name="next" value={next} />}
          <SubmitButton look="secondary" wide>
            {errand === "connect"
              ? words("account.connect", { provider: words(`providers.${provider}`) })
              : words(`signIn.${provider}`)}
          </SubmitButton>
        </form>
      ))}
    </div>
  );
}
