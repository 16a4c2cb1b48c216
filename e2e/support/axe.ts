import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import axeCore from "axe-core";
import { type Look, sizes } from "./looks";

const promised = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Manner = Pick<Look, "theme" | "device">;

/**
 * What is wrong with the page that is open in each of these manners, one line a finding: axe's rules of WCAG 2.2 AA
 * and its best practices, and sideways scrolling on a phone.
 */
export async function problemsOf(page: Page, manners: readonly Manner[]): Promise<string[]> {
  const found: string[] = [];
  let axe = await page.evaluate(() => "axe" in globalThis);
  for (const manner of manners) {
    const { theme, device } = manner;
    await wear(page, manner);
    const moving = await settled(page);
    const violations = axe ? await runAgain(page) : await firstRun(page);
    axe = true;
    found.push(
      ...[...moving, ...violations, ...(await sideways(page))].map(
        (words) => `${theme}, ${device}: ${words}`,
      ),
    );
  }
  return found;
}

/** Brings the rules along with every page that is opened: their text is read once, and not for each page again. */
export const bringAxe = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ content: `if (window === window.top) { ${axeCore.source} }` });

/** A page that is opened in its first look need not be laid out twice. */
export async function wear(page: Page, { theme, device }: Manner): Promise<void> {
  await page.setViewportSize(sizes[device]);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
}

/** The new look is drawn, and nothing is on its way to it: who wants less motion gets none. */
const settled = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.getAnimations().map((moving) => `moves: ${moving.constructor.name}`);
  });

const firstRun = async (page: Page) =>
  told(await new AxeBuilder({ page }).options(shortly).withTags(promised).setLegacyMode().analyze());

/** Only what is wrong is described, and what a frame shows is a page of its own: both take as long as the checking. */
const shortly: Shortly = { resultTypes: ["violations"], iframes: false };

interface Shortly {
  resultTypes: ["violations"];
  iframes: false;
}

/** The rules are in the page already; bringing them again would take longer than checking. */
const runAgain = async (page: Page) =>
  told(
    await page.evaluate((options) => (globalThis as unknown as { axe: Axe }).axe.run(options), {
      ...shortly,
      runOnly: { type: "tag" as const, values: promised },
    }),
  );

type Results = Pick<Awaited<ReturnType<AxeBuilder["analyze"]>>, "violations">;

interface Axe {
  run(options: { runOnly: { type: "tag"; values: string[] } } & Shortly): Promise<Results>;
}

const told = ({ violations }: Results): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${saidShortly(failureSummary)}`),
  );

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} in ${clientWidth} px`] : [];
  });

const saidShortly = (summary: string | undefined) =>
  (summary ?? "").split("\n").slice(1).join(" ").trim().slice(0, 160);

/** Collects what a page's security policy refused and what its scripts threw (G33). */
export function troubleOf(page: Page): string[] {
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  return trouble;
}
