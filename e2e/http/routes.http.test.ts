import { expect, test } from "vitest";
import { routes } from "../support/routes";
import { actions } from "./support/actions";
import { builtActions, builtRoutes } from "./support/build";

const known = routes.map(({ path }) => path);
const unlisted = (built: readonly string[], table: readonly string[]) =>
  built.filter((name) => !table.includes(name));

test("every page and route handler of the build stands in the table of routes, and no other (G26)", () => {
  expect(builtRoutes().length).toBeGreaterThan(30);
  expect(unlisted(builtRoutes(), known)).toEqual([]);
  expect(unlisted(known, builtRoutes())).toEqual([]);
});

test("every server action of the build stands in the table of actions, and no other (G26)", () => {
  const built = builtActions().map(({ name }) => name);
  expect(built.length).toBeGreaterThan(30);
  expect(unlisted(built, Object.keys(actions))).toEqual([]);
  expect(unlisted(Object.keys(actions), built)).toEqual([]);
});

test("control: a route and an action that nobody listed are found", () => {
  const without = known.filter((path) => path !== "/t/[tenant]/settings/members");
  expect(unlisted(builtRoutes(), without)).toEqual(["/t/[tenant]/settings/members"]);
  const [first, ...rest] = builtActions().map(({ name }) => name);
  expect(unlisted([first as string, ...rest], rest)).toEqual([first]);
});
