import type { Provider, ProviderName } from "./channel";
import { twilio } from "./twilio";

const providers: Partial<Record<ProviderName, Provider>> = { twilio };

/** The provider behind an account. */
export function providerNamed(name: ProviderName): Provider {
  const provider = providers[name];
  if (!provider) throw new Error(`channels: no provider ${name}`);
  return provider;
}
