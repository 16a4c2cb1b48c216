import { z } from "zod";
import { appUrl } from "./app-url";
import { isLoopback, isPrivate } from "./network-address";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const webUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/{1,9}$/, ""));
const port = z.coerce.number().int().min(1).max(65_535);
const text = z.string().min(1);

const level = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info");

/** The level of logging these variables ask for; `info` when they ask for nonsense. */
export const levelOrInfo = (value: string | undefined) => level.catch("info").parse(value || undefined);

const variables = z.object({
  DANGOL_MODE: z.enum(["demo", "production"]).default("production"),
  PORT: port.default(3000),
  BASE_URL: webUrl.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  DANGOL_SECRET: z.string().min(32),
  CREDENTIALS_KEY: z.string().min(32).optional(),
  CREDENTIALS_KEY_BEFORE: z.string().min(32).optional(),
  DEMO_PASSWORD: z.string().min(8).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i)
    .optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^\+?[0-9]{3,15}$/)
    .optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/i)
    .optional(),
  TWILIO_API_BASE_URL: webUrl.optional(),
  SOLAPI_API_KEY: text.optional(),
  SOLAPI_API_SECRET: text.optional(),
  SOLAPI_FROM: z
    .string()
    .regex(/^0?[0-9]{8,10}$/)
    .optional(),
  SOLAPI_API_BASE_URL: webUrl.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text.optional(),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]))),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GOOGLE_ISSUER_BASE_URL: webUrl.optional(),
  KAKAO_CLIENT_ID: text.optional(),
  KAKAO_CLIENT_SECRET: text.optional(),
  KAKAO_ISSUER_BASE_URL: webUrl.optional(),
  NAVER_CLIENT_ID: text.optional(),
  NAVER_CLIENT_SECRET: text.optional(),
  NAVER_ISSUER_BASE_URL: webUrl.optional(),
  PROVIDERS_PORT: port.default(3900),
  PROVIDERS_SMTP_PORT: port.default(3925),
  LOG_LEVEL: level,
});

type Variables = z.infer<typeof variables>;

/** What each variable must be, with an example to copy. */
const wanted: Record<keyof Variables, string> = {
  DANGOL_MODE: "must be demo or production, for example DANGOL_MODE=production",
  PORT: "must be a port number, for example PORT=3000",
  BASE_URL: "must be the public address of the site, for example BASE_URL=https://dangol.example",
  DATABASE_URL:
    "must be the address of a Postgres, for example DATABASE_URL=postgresql://owner:password@localhost:5432/dangol",
  DATABASE_APP_URL:
    "must be the address of a Postgres, for example DATABASE_APP_URL=postgresql://dangol_app:password@localhost:5432/dangol",
  DATABASE_POOL_SIZE: "must be a number of connections from 1 to 500, for example DATABASE_POOL_SIZE=10",
  DANGOL_SECRET: "must be at least 32 random characters, for example the output of: openssl rand -base64 32",
  CREDENTIALS_KEY:
    "must be at least 32 random characters, for example the output of: openssl rand -base64 32",
  CREDENTIALS_KEY_BEFORE:
    "must be the CREDENTIALS_KEY that was in use before, of at least 32 characters, for example during npm run rotate-credentials-key",
  DEMO_PASSWORD: "must be at least 8 characters, for example DEMO_PASSWORD=a-walk-in-the-park",
  TWILIO_ACCOUNT_SID:
    "must be AC and 32 hexadecimal digits as Twilio's console shows it, for example TWILIO_ACCOUNT_SID=AC0123456789abcdef0123456789abcdef",
  TWILIO_AUTH_TOKEN:
    "must be the token that Twilio's console shows, for example TWILIO_AUTH_TOKEN=0123456789abcdef0123456789abcdef",
  TWILIO_FROM: "must be a sender number, for example TWILIO_FROM=+827012345678",
  TWILIO_MESSAGING_SERVICE_SID:
    "must be MG and 32 hexadecimal digits as Twilio's console shows it, for example TWILIO_MESSAGING_SERVICE_SID=MG0123456789abcdef0123456789abcdef",
  TWILIO_API_BASE_URL: "must be a web address, for example TWILIO_API_BASE_URL=http://127.0.0.1:3900",
  SOLAPI_API_KEY:
    "must be the API key that Solapi's console shows, for example SOLAPI_API_KEY=NCSAYU7YDBXYORXC",
  SOLAPI_API_SECRET:
    "must be the secret shown beside it, for example SOLAPI_API_SECRET=0123456789ABCDEF0123456789ABCDEF",
  SOLAPI_FROM: "must be a registered sender number, digits only, for example SOLAPI_FROM=0212345678",
  SOLAPI_API_BASE_URL: "must be a web address, for example SOLAPI_API_BASE_URL=http://127.0.0.1:3900",
  SMTP_URL:
    "must be the address of a mail server, for example SMTP_URL=smtp://user:password@mail.example:587",
  MAIL_FROM: "must be the sender of mails, for example MAIL_FROM=Dangol <hello@dangol.example>",
  TRUSTED_PROXIES:
    "must be addresses or networks with commas between, for example TRUSTED_PROXIES=10.0.0.0/8,127.0.0.1",
  GOOGLE_CLIENT_ID:
    "must be the client id of Google's console, for example GOOGLE_CLIENT_ID=1234-abcd.apps.googleusercontent.com",
  GOOGLE_CLIENT_SECRET: "must be the secret shown beside it, for example GOOGLE_CLIENT_SECRET=GOCSPX-abcd",
  GOOGLE_ISSUER_BASE_URL: "must be a web address, for example GOOGLE_ISSUER_BASE_URL=http://127.0.0.1:3950",
  KAKAO_CLIENT_ID:
    "must be the REST API key of Kakao Developers, for example KAKAO_CLIENT_ID=0123456789abcdef",
  KAKAO_CLIENT_SECRET: "must be the secret shown beside it, for example KAKAO_CLIENT_SECRET=abcd1234",
  KAKAO_ISSUER_BASE_URL: "must be a web address, for example KAKAO_ISSUER_BASE_URL=http://127.0.0.1:3950",
  NAVER_CLIENT_ID: "must be the client id of Naver Developers, for example NAVER_CLIENT_ID=AbCd1234",
  NAVER_CLIENT_SECRET: "must be the secret shown beside it, for example NAVER_CLIENT_SECRET=AbCd1234",
  NAVER_ISSUER_BASE_URL: "must be a web address, for example NAVER_ISSUER_BASE_URL=http://127.0.0.1:3950",
  PROVIDERS_PORT: "must be a port number, for example PROVIDERS_PORT=3900",
  PROVIDERS_SMTP_PORT: "must be a port number, for example PROVIDERS_SMTP_PORT=3925",
  LOG_LEVEL: "must be trace, debug, info, warn, error, fatal or silent, for example LOG_LEVEL=info",
};

/** Names of all variables read here. */
export const variableNames = Object.keys(wanted) as (keyof Variables)[];

export type Env = ReturnType<typeof settingsFrom>;

/** Checks the variables and gives them names and types, or one readable sentence for each problem. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { problems: string[] } {
  const given = Object.fromEntries(variableNames.map((name) => [name, source[name] || undefined]));
  const parsed = variables.safeParse(given);
  if (parsed.success) {
    const problems = contradictions(parsed.data).map(({ words }) => words);
    return problems.length ? { problems } : { env: settingsFrom(parsed.data) };
  }
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof Variables));
  const sentences = [...wrong].map((name) => sentence(name, given[name] === undefined).words);
  // Which rules hold is not known in an unknown mode.
  if (wrong.has("DANGOL_MODE")) return { problems: sentences };
  const rest = contradictions(onlyValid(given)).filter(({ name }) => !wrong.has(name));
  return { problems: [...sentences, ...rest.map(({ words }) => words)] };
}

interface Problem {
  /** The variable to change. */
  name: keyof Variables;
  words: string;
}

/** What can be read of the rest when some variables are wrong, so that everything is told at once. */
function onlyValid(given: Record<string, string | undefined>): Valid {
  const entries = variableNames.map((name) => [name, variables.shape[name].safeParse(given[name]).data]);
  return Object.fromEntries(entries);
}

type Valid = Partial<Variables>;

function sentence(name: keyof Variables, missing: boolean): Problem {
  return { name, words: `${name} is ${missing ? "missing" : "not valid"}: it ${wanted[name]}.` };
}

function contradictions(given: Valid): Problem[] {
  const problems = given.DANGOL_MODE === "demo" ? demoProblems(given) : productionProblems(given);
  if (!given.DATABASE_URL && !given.DATABASE_APP_URL) problems.push(sentence("DATABASE_URL", true));
  for (const [one, other] of pairs)
    if (given[one] && !given[other])
      problems.push({
        name: other,
        words: `${other} is missing, and ${one} needs it: it ${wanted[other]}.`,
      });
  return problems;
}

const pairs: [keyof Variables, keyof Variables][] = [
  ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
  ["TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"],
  ["SOLAPI_API_KEY", "SOLAPI_API_SECRET"],
  ["SOLAPI_API_SECRET", "SOLAPI_API_KEY"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_ID"],
  ["KAKAO_CLIENT_ID", "KAKAO_CLIENT_SECRET"],
  ["KAKAO_CLIENT_SECRET", "KAKAO_CLIENT_ID"],
  ["NAVER_CLIENT_ID", "NAVER_CLIENT_SECRET"],
  ["NAVER_CLIENT_SECRET", "NAVER_CLIENT_ID"],
];

/** A demo shows its password and every phone: it must reach no real phone, mailbox or account, nor stand in public. */
function demoProblems(given: Valid): Problem[] {
  const problems: Problem[] = [];
  const refuse = (name: keyof Variables, words: string) => problems.push({ name, words: `${name} ${words}` });
  if (given.BASE_URL && !isPrivate(new URL(given.BASE_URL).hostname))
    refuse(
      "BASE_URL",
      "is a public address, which demo mode refuses: set DANGOL_MODE=production, or for example BASE_URL=http://localhost:3000.",
    );
  if (given.TWILIO_ACCOUNT_SID && !isHere(given.TWILIO_API_BASE_URL))
    refuse(
      "TWILIO_ACCOUNT_SID",
      "is set in demo mode, which sends no real texts: remove it, set DANGOL_MODE=production, or point to a local server, for example TWILIO_API_BASE_URL=http://127.0.0.1:3900.",
    );
  if (given.SOLAPI_API_KEY && !isHere(given.SOLAPI_API_BASE_URL))
    refuse(
      "SOLAPI_API_KEY",
      "is set in demo mode, which sends no real texts: remove it, set DANGOL_MODE=production, or point to a local server, for example SOLAPI_API_BASE_URL=http://127.0.0.1:3900.",
    );
  if (given.SMTP_URL && !isHere(given.SMTP_URL))
    refuse(
      "SMTP_URL",
      "names another machine in demo mode, which sends no real mails: remove it, set DANGOL_MODE=production, or name a local server, for example SMTP_URL=smtp://127.0.0.1:3925.",
    );
  for (const provider of ["GOOGLE", "KAKAO", "NAVER"] as const)
    if (given[`${provider}_CLIENT_ID`] && !isHere(given[`${provider}_ISSUER_BASE_URL`]))
      refuse(
        `${provider}_CLIENT_ID`,
        `is set in demo mode, which signs nobody in with a real account: remove it, set DANGOL_MODE=production, or point to a local server, for example ${provider}_ISSUER_BASE_URL=http://127.0.0.1:3950.`,
      );
  return problems;
}

const isHere = (url: string | undefined) => url !== undefined && isLoopback(new URL(url).hostname);

function productionProblems(given: Valid): Problem[] {
  const problems: Problem[] = [];
  if (!given.BASE_URL) problems.push(sentence("BASE_URL", true));
  else if (!given.BASE_URL.startsWith("https://"))
    problems.push({
      name: "BASE_URL",
      words:
        "BASE_URL must begin with https:// in production, for example BASE_URL=https://dangol.example; to look around without it set DANGOL_MODE=demo.",
    });
  if (!given.SMTP_URL) problems.push(sentence("SMTP_URL", true));
  if (!given.MAIL_FROM) problems.push(sentence("MAIL_FROM", true));
  return problems;
}

function settingsFrom(given: Variables) {
  return {
    mode: given.DANGOL_MODE,
    isDemo: given.DANGOL_MODE === "demo",
    port: given.PORT,
    /** Without a slash at its end. */
    baseUrl: given.BASE_URL ?? `http://localhost:${given.PORT}`,
    /** Where web and worker connect, as the app role. */
    databaseAppUrl: given.DATABASE_APP_URL ?? appUrl(given.DATABASE_URL ?? "", given.DANGOL_SECRET),
    databasePoolSize: given.DATABASE_POOL_SIZE,
    secret: given.DANGOL_SECRET,
    /** Seals the credentials of provider accounts; follows DANGOL_SECRET where there is no key of its own. */
    credentialsKey: given.CREDENTIALS_KEY ?? given.DANGOL_SECRET,
    /** Opens what was sealed before the key was exchanged. */
    credentialsKeysBefore: [given.CREDENTIALS_KEY_BEFORE, given.DANGOL_SECRET].filter(
      (key) => key !== undefined,
    ),
    demoPassword: given.DEMO_PASSWORD,
    twilio: {
      accountSid: given.TWILIO_ACCOUNT_SID,
      authToken: given.TWILIO_AUTH_TOKEN,
      from: given.TWILIO_FROM,
      messagingServiceSid: given.TWILIO_MESSAGING_SERVICE_SID,
      apiBaseUrl: given.TWILIO_API_BASE_URL,
    },
    solapi: {
      apiKey: given.SOLAPI_API_KEY,
      apiSecret: given.SOLAPI_API_SECRET,
      from: given.SOLAPI_FROM,
      apiBaseUrl: given.SOLAPI_API_BASE_URL,
    },
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM ?? "Dangol <no-reply@dangol.test>",
    trustedProxies: given.TRUSTED_PROXIES,
    google: client(given.GOOGLE_CLIENT_ID, given.GOOGLE_CLIENT_SECRET, given.GOOGLE_ISSUER_BASE_URL),
    kakao: client(given.KAKAO_CLIENT_ID, given.KAKAO_CLIENT_SECRET, given.KAKAO_ISSUER_BASE_URL),
    naver: client(given.NAVER_CLIENT_ID, given.NAVER_CLIENT_SECRET, given.NAVER_ISSUER_BASE_URL),
    providersPort: given.PROVIDERS_PORT,
    providersSmtpPort: given.PROVIDERS_SMTP_PORT,
    logLevel: given.LOG_LEVEL,
  };
}

function client(clientId?: string, clientSecret?: string, issuerBaseUrl?: string) {
  return clientId && clientSecret ? { clientId, clientSecret, issuerBaseUrl } : undefined;
}
