import twilio from "twilio";

/** A provider account with what is needed to call it. The token is secret: never log this object. */
export interface SmsAccount {
  accountSid: string;
  authToken: string;
  /** Origin to call instead of https://api.twilio.com: the value of TWILIO_API_BASE_URL. */
  apiBaseUrl?: string | undefined;
  /** Milliseconds to wait for an answer; 15,000 unless told. */
  timeoutMs?: number | undefined;
}

/** Twilio asked us to slow down; nothing was sent. Carries the Retry-After that the library itself throws away. */
export class TooManyRequests extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super("provider asked to slow down");
  }
}

const defaultRetryAfterSeconds = 5;

function retryAfter(headers: unknown): number {
  const value = (headers as Record<string, unknown> | undefined)?.["retry-after"];
  const seconds = Number(value);
  return value !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? Math.ceil(seconds)
    : defaultRetryAfterSeconds;
}

class ProviderHttp extends twilio.RequestClient {
  constructor(
    private readonly origin: string | undefined,
    timeout: number,
  ) {
    // `autoRetry: false` is what keeps it to one POST: `maxRetries: 0` would mean the library's default of 3.
    super({ timeout, autoRetry: false, keepAlive: true });
  }

  override async request<TData>(options: Parameters<twilio.RequestClient["request"]>[0]) {
    const uri = this.origin ? options.uri.replace(/^https?:\/\/[^/]+/, this.origin) : options.uri;
    const response = await super.request<TData>({ ...(options as object), uri } as never);
    if (response.statusCode === 429) throw new TooManyRequests(retryAfter(response.headers));
    return response;
  }
}

const clients = new Map<string, twilio.Twilio>();
const maxClients = 500;

/** The library's client of an account, kept so that its connections are reused. */
export function clientOf(account: SmsAccount): twilio.Twilio {
  const timeout = account.timeoutMs ?? 15_000;
  const origin = account.apiBaseUrl?.replace(/\/{1,9}$/, "");
  const key = [account.accountSid, account.authToken, origin, timeout].join("\n");
  const known = clients.get(key);
  if (known) return known;
  const client = twilio(account.accountSid, account.authToken, {
    autoRetry: false,
    httpClient: new ProviderHttp(origin, timeout),
  });
  const oldest = clients.keys().next();
  if (clients.size >= maxClients && !oldest.done) clients.delete(oldest.value);
  clients.set(key, client);
  return client;
}
