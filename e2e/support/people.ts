import type { Role } from "@/lib/tenants/permissions";

export interface Seen {
  status: number;
  /** Path and query of a redirect, without our own origin. */
  location: string | null;
  headers: Headers;
  body: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams | FormData;
  /** Who says to have sent it; null for a request without Origin. By default the page is ours. */
  origin?: string | null;
}

/** A browser without JavaScript: it keeps cookies, follows nothing, and says where its forms come from. */
export class Browser {
  readonly cookies = new Map<string, string>();

  /** Behind a trusted proxy, so that every browser has an address of its own. */
  constructor(
    readonly url: string,
    readonly address = "192.0.2.1",
  ) {}

  async ask(path: string, { method = "GET", headers = {}, body, origin }: Asked = {}): Promise<Seen> {
    const sender = origin === undefined && method !== "GET" ? this.url : origin;
    const response = await fetch(this.url + path, {
      method,
      redirect: "manual",
      headers: {
        "x-forwarded-for": this.address,
        "accept-language": "ko",
        ...(this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}),
        ...(sender ? { origin: sender } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get("location");
    return {
      status: response.status,
      location: location?.replace(this.url, "") ?? null,
      headers: response.headers,
      body: await response.text(),
    };
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Signs in as a browser's form of next-auth does. */
  async signIn(email: string, password: string): Promise<this> {
    const { csrfToken } = JSON.parse((await this.ask("/api/auth/csrf")).body);
    const answer = await this.ask("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    });
    if (![...this.cookies.keys()].some((name) => name.endsWith("dangol.session")))
      throw new Error(`${email} could not sign in: ${answer.status} ${answer.body}`);
    return this;
  }
}

/** Somebody who looks at everything. */
export interface Person {
  name: string;
  /** The tenant this person belongs to, if any, and the role there. */
  tenant?: "own" | "other" | "suspended";
  role?: Role;
  isOperator?: true;
  signedIn: boolean;
  browser: Browser;
}
