import { type Browser, type BrowserContext, devices, type Page } from "@playwright/test";

export interface Installed {
  url: string;
  password: string;
}

interface Wish {
  javaScript?: boolean;
  locale?: "ko" | "en";
}

const asked = ({ javaScript = true, locale = "ko" }: Wish) => ({
  javaScriptEnabled: javaScript,
  locale: locale === "ko" ? "ko-KR" : "en-GB",
  timezoneId: "Asia/Seoul",
});

/** Somebody with a phone in one hand: 390 points wide, no mouse. */
export async function onPhone(browser: Browser, url: string, wish: Wish = {}): Promise<Page> {
  const { userAgent, deviceScaleFactor } = devices["Pixel 7"];
  const phone = {
    userAgent,
    deviceScaleFactor,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  };
  return (await browser.newContext({ baseURL: url, ...phone, ...asked(wish) })).newPage();
}

export async function onLaptop(browser: Browser, url: string, wish: Wish = {}): Promise<Page> {
  const viewport = { width: 1280, height: 800 };
  return (await browser.newContext({ baseURL: url, viewport, ...asked(wish) })).newPage();
}

/** Signs in by the form in Korean, as a person does. */
export async function signIn(page: Page, email: string, password: string, next: string): Promise<void> {
  await page.goto(`/signin?next=${encodeURIComponent(next)}`);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL(`**${next}`);
}

/** Signs in without the form, where signing in is not what is tried, and opens the page. */
export async function enter(page: Page, email: string, password: string, next: string): Promise<void> {
  const { request } = page.context();
  const asked = await request.get("/api/auth/csrf");
  const { csrfToken } = await asked.json();
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true" },
    headers: { origin: new URL(asked.url()).origin },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  await page.goto(next);
}

export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** The session of a person, for contexts that need not sign in again. */
export async function sessionOf(
  browser: Browser,
  { url, password }: Installed,
  email: string,
): Promise<Cookies> {
  const page = await onLaptop(browser, url);
  await enter(page, email, password, "/robots.txt");
  const cookies = await page.context().cookies();
  await page.context().close();
  return cookies.filter(({ name }) => name.endsWith("dangol.session") || name.endsWith("dangol.device"));
}
