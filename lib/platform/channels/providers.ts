import type { Provider, ProviderName } from "./channel";
import { smtp } from "./smtp/smtp";
import { solapi } from "./solapi/solapi";
import { twilio } from "./twilio";

const providers: Record<ProviderName, Provider> = { twilio, solapi, smtp };

/** The provider behind an account. */
export const providerNamed = (name: ProviderName): Provider => providers[name];
