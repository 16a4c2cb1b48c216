import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "@/scripts/bootstrap/project-root";
import type { PageToLookAt } from "./pages-to-look-at";
import { routes } from "./routes";

/** Whose pages are written in which language: a public page speaks its course's, a link its customer's. */
export const tenantOf = { ko: "demo", en: "lantern" } as const;

export const pageList = path.join(projectRoot, "test-results/pages-to-look-at.json");

/** Every page of the product with an address that works, as written down before the tests. */
export const pagesIn = (locale: keyof typeof tenantOf): PageToLookAt[] =>
  JSON.parse(readFileSync(pageList, "utf8"))[locale];

/** Tests of about equal length, for workers beside each other: who looks, and at which part of their pages. */
export const parts = [
  { as: "nobody", name: "nobody, first half", part: 0, of: 2 },
  { as: "nobody", name: "nobody, second half", part: 1, of: 2 },
  { as: "owner", name: "the owner, first third", part: 0, of: 3 },
  { as: "owner", name: "the owner, second third", part: 1, of: 3 },
  { as: "owner", name: "the owner, last third", part: 2, of: 3 },
  { as: "operator", name: "the operator", part: 0, of: 1 },
] as const;

/** The pages of one of these parts. */
export const pagesOf = (locale: keyof typeof tenantOf, { as, part, of }: (typeof parts)[number]) =>
  pagesIn(locale)
    .filter((page) => page.as === as)
    .filter((_, place) => place % of === part);

/** Whether the list is already that of this installation, which may serve several runs of the tests. */
export const isWrittenFor = (url: string): boolean =>
  existsSync(pageList) && JSON.parse(readFileSync(pageList, "utf8")).url === url;

/**
 * The pages of the build that nobody looks at: none, or a page was added and forgotten. What a handler draws is known by
 * its mark in the table of routes, which the matrix holds against what the handler answers.
 */
export function forgotten(looked: readonly { path: string }[]): string[] {
  const dist = process.env["NEXT_DIST_DIR"] || ".next-test";
  const manifest = path.join(projectRoot, dist, "app-path-routes-manifest.json");
  const built = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>;
  const known = new Set(looked.map((page) => page.path));
  const marked = new Map(routes.map((route) => [route.path, route]));
  return Object.entries(built)
    .filter(([file, path]) => (file.endsWith("/page") || marked.get(path)?.html) && !path.startsWith("/_"))
    .map(([, path]) => path)
    .filter((path) => !marked.get(path)?.leadsOn && !known.has(path));
}
