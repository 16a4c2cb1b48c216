import { expect, test } from "vitest";
import { readEnv } from "./env-rules";

const secret = "s".repeat(32);
const demo = {
  DANGOL_MODE: "demo",
  DANGOL_SECRET: secret,
  DATABASE_URL: "postgresql://owner:p@localhost:5432/d",
};
const production = {
  ...demo,
  DANGOL_MODE: "production",
  BASE_URL: "https://dangol.example/",
  SMTP_URL: "smtp://mail.example",
  MAIL_FROM: "a@dangol.example",
};
const sid = `AC${"0".repeat(32)}`;

function problemsOf(source: Record<string, string | undefined>): string[] {
  const answer = readEnv(source);
  return "problems" in answer ? answer.problems : [];
}

function settingsOf(source: Record<string, string | undefined>) {
  const answer = readEnv(source);
  if ("problems" in answer) throw new Error(answer.problems.join("\n"));
  return answer.env;
}

test("a demo needs a secret and a database only", () => {
  const settings = settingsOf(demo);
  expect(settings).toMatchObject({
    mode: "demo",
    isDemo: true,
    port: 3000,
    baseUrl: "http://localhost:3000",
  });
  expect(settings.databaseAppUrl).toMatch(/^postgresql:\/\/dangol_app:[\w-]{43}@localhost:5432\/d$/);
});

test("the mode is production unless somebody says demo", () => {
  expect(settingsOf({ ...production, DANGOL_MODE: undefined }).isDemo).toBe(false);
});

test("an address is kept without its last slash", () => {
  expect(settingsOf(production).baseUrl).toBe("https://dangol.example");
});

test.each([
  ["DANGOL_MODE", "test"],
  ["PORT", "70000"],
  ["BASE_URL", "my.shop"],
  ["DATABASE_URL", "mysql://localhost/d"],
  ["DATABASE_POOL_SIZE", "9999"],
  ["DANGOL_SECRET", "short"],
  ["TWILIO_ACCOUNT_SID", "AC123"],
  ["TWILIO_FROM", "Dangol"],
  ["TWILIO_MESSAGING_SERVICE_SID", "MG123"],
  ["TWILIO_API_BASE_URL", "twilio"],
  ["SOLAPI_FROM", "Dangol"],
  ["SOLAPI_API_BASE_URL", "solapi"],
  ["SMTP_URL", "mail.shop"],
  ["GOOGLE_ISSUER_BASE_URL", "google"],
  ["KAKAO_ISSUER_BASE_URL", "kakao"],
  ["NAVER_ISSUER_BASE_URL", "naver"],
  ["TRUSTED_PROXIES", "10.0.0.0/8, nonsense"],
  ["LOG_LEVEL", "loud"],
])("a wrong %s is told in one sentence that names it and not its value", (name, value) => {
  const problems = problemsOf({ ...demo, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} is not valid: it must be .+\\.$`));
  expect(problems[0]).toMatch(exampleOf(name));
  expect(problems[0]).not.toContain(`=${value}`);
});

/** An example that can be copied as it stands. */
const exampleOf = (name: string) =>
  name === "DANGOL_SECRET" ? /for example the output of: / : new RegExp(`for example ${name}=\\S`);

test.each([
  ["TWILIO_AUTH_TOKEN", { TWILIO_ACCOUNT_SID: sid }],
  ["TWILIO_ACCOUNT_SID", { TWILIO_AUTH_TOKEN: "token" }],
  ["SOLAPI_API_SECRET", { SOLAPI_API_KEY: "key" }],
  ["SOLAPI_API_KEY", { SOLAPI_API_SECRET: "secret" }],
  ["GOOGLE_CLIENT_SECRET", { GOOGLE_CLIENT_ID: "id" }],
  ["KAKAO_CLIENT_SECRET", { KAKAO_CLIENT_ID: "id" }],
  ["NAVER_CLIENT_SECRET", { NAVER_CLIENT_ID: "id" }],
  ["NAVER_CLIENT_ID", { NAVER_CLIENT_SECRET: "secret" }],
  ["DATABASE_URL", { DATABASE_URL: undefined }],
  ["SMTP_URL", { SMTP_URL: undefined }],
  ["MAIL_FROM", { MAIL_FROM: undefined }],
  ["BASE_URL", { BASE_URL: undefined }],
  ["DANGOL_SECRET", { DANGOL_SECRET: undefined }],
])("a missing %s is told with an example", (name, change) => {
  const problems = problemsOf({ ...production, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} is missing`));
  expect(problems[0]).toMatch(exampleOf(name));
});

test("wrong values and contradictions are told together, each variable once", () => {
  const problems = problemsOf({
    DANGOL_MODE: "production",
    PORT: "70000",
    BASE_URL: "my.shop",
    DATABASE_URL: "mysql://localhost/d",
    TWILIO_ACCOUNT_SID: "AC123",
    TWILIO_AUTH_TOKEN: "token",
    KAKAO_CLIENT_ID: "id",
    MAIL_FROM: "a@dangol.example",
  });
  expect(problems.map((problem) => problem.split(/[ ,]/)[0]).sort()).toEqual([
    "BASE_URL",
    "DANGOL_SECRET",
    "DATABASE_URL",
    "KAKAO_CLIENT_SECRET",
    "PORT",
    "SMTP_URL",
    "TWILIO_ACCOUNT_SID",
  ]);
});

test("in an unknown mode nothing is said that holds in one mode only", () => {
  expect(problemsOf({ ...demo, DANGOL_MODE: "test" })).toHaveLength(1);
});

test("every missing variable is told at once", () => {
  const problems = problemsOf({ DANGOL_MODE: "production", DANGOL_SECRET: secret });
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    "BASE_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "DATABASE_URL",
  ]);
  expect(problemsOf({})[0]).toMatch(/^DANGOL_SECRET is missing/);
});

test("production speaks https only", () => {
  expect(problemsOf({ ...production, BASE_URL: "http://dangol.example" })[0]).toMatch(
    /^BASE_URL must begin with https/,
  );
});

test.each(["https://dangol.example", "http://8.8.8.8:3000", "http://10.example.com"])(
  "a demo refuses the public address %s",
  (url) => {
    expect(problemsOf({ ...demo, BASE_URL: url })[0]).toMatch(/^BASE_URL is a public address/);
  },
);

test.each(["http://localhost:3000", "http://127.0.0.1", "http://[::1]:3000", "http://192.168.0.7:3000"])(
  "a demo may stand at %s",
  (url) => {
    expect(problemsOf({ ...demo, BASE_URL: url })).toEqual([]);
  },
);

test("a demo refuses the real Twilio and takes a local one", () => {
  const credentials = { ...demo, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: "token" };
  expect(problemsOf(credentials)[0]).toMatch(/^TWILIO_ACCOUNT_SID is set in demo mode/);
  expect(problemsOf({ ...credentials, TWILIO_API_BASE_URL: "https://api.twilio.com" })).toHaveLength(1);
  expect(problemsOf({ ...credentials, TWILIO_API_BASE_URL: "http://127.0.0.1:3900" })).toEqual([]);
});

test("a demo refuses the real Solapi and takes a local one", () => {
  const credentials = { ...demo, SOLAPI_API_KEY: "key", SOLAPI_API_SECRET: "secret" };
  expect(problemsOf(credentials)[0]).toMatch(/^SOLAPI_API_KEY is set in demo mode/);
  expect(problemsOf({ ...credentials, SOLAPI_API_BASE_URL: "https://api.solapi.com" })).toHaveLength(1);
  expect(problemsOf({ ...credentials, SOLAPI_API_BASE_URL: "http://127.0.0.1:3900" })).toEqual([]);
});

test("a demo refuses a mail server elsewhere and takes a local one", () => {
  for (const url of ["smtp://user:pw@mail.example:587", "smtps://192.168.0.7"]) {
    const problems = problemsOf({ ...demo, SMTP_URL: url });
    expect(problems).toEqual([
      expect.stringMatching(/^SMTP_URL names another machine in demo mode.+for example SMTP_URL=/),
    ]);
    expect(problems[0]).not.toContain("pw");
  }
  for (const url of ["smtp://127.0.0.1:3925", "smtp://localhost:25", "smtp://[::1]:25"])
    expect(problemsOf({ ...demo, SMTP_URL: url })).toEqual([]);
  expect(problemsOf({ ...production, SMTP_URL: "smtp://mail.example" })).toEqual([]);
});

test.each(["GOOGLE", "KAKAO", "NAVER"])(
  "a demo refuses real accounts of %s and takes a local server",
  (name) => {
    const credentials = { ...demo, [`${name}_CLIENT_ID`]: "id", [`${name}_CLIENT_SECRET`]: "secret" };
    const local = { [`${name}_ISSUER_BASE_URL`]: "http://127.0.0.1:3950" };
    const elsewhere = { [`${name}_ISSUER_BASE_URL`]: "https://accounts.example" };
    const refused = [
      expect.stringMatching(new RegExp(`^${name}_CLIENT_ID is set in demo mode.+for example ${name}_`)),
    ];
    expect(problemsOf(credentials)).toEqual(refused);
    expect(problemsOf({ ...credentials, ...elsewhere })).toEqual(refused);
    expect(problemsOf({ ...credentials, ...local })).toEqual([]);
    expect(problemsOf({ ...credentials, ...production })).toEqual([]);
  },
);

test("empty variables count as not set, spaces between proxies do not matter", () => {
  const settings = settingsOf({ ...demo, TWILIO_FROM: "", TRUSTED_PROXIES: "10.0.0.0/8, ::1" });
  expect(settings.twilio.from).toBeUndefined();
  expect(settings.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
});
