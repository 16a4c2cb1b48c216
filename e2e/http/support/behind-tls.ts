import { Browser, type Seen } from "../../support/people";

/** A browser that comes by https, through a proxy of ours that ends TLS and passes on which name was asked for. */
export class BrowserBehindTls extends Browser {
  /** Every cookie it was ever told to keep or to forget. */
  readonly told: string[] = [];

  constructor(
    url: string,
    private readonly site: string,
    address?: string,
  ) {
    super(url, address);
  }

  override async ask(path: string, asked: Parameters<Browser["ask"]>[1] = {}): Promise<Seen> {
    const { host, origin } = new URL(this.site);
    const headers = { "x-forwarded-host": host, "x-forwarded-proto": "https", ...asked.headers };
    const sender = (asked.method ?? "GET") === "GET" ? {} : { origin };
    const seen = await super.ask(path, { ...sender, ...asked, headers });
    this.told.push(...seen.headers.getSetCookie());
    return seen;
  }
}

/** What is wrong with a cookie of a site that is reached by https (G31), in words. */
export function faultsOf(line: string): string[] {
  const [named = "", ...attributes] = line.split(/;\s*/);
  const name = named.split("=")[0] ?? "";
  const has = (wanted: string) => attributes.some((one) => one.toLowerCase() === wanted);
  const faults = ["httponly", "secure", "samesite=lax", "path=/"].filter((wanted) => !has(wanted));
  if (!name.startsWith("__Host-")) faults.push("__Host-");
  if (attributes.some((one) => /^domain=/i.test(one))) faults.push("no domain");
  return faults.map((fault) => `${name} lacks ${fault}`);
}
