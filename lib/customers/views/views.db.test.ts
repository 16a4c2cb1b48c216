import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { acceptAsNewAccount, invite } from "@/lib/tenants/invitations";
import { makeTenant } from "@/lib/tenants/tenants";

import { changeView, moveView, removeView, replaceView, saveView, type ViewOwner, viewsOf } from "./views";

let owner: ViewOwner;
let staff: ViewOwner;
let colleague: ViewOwner;
let elsewhere: ViewOwner;

beforeAll(async () => {
  owner = await business("views-test");
  elsewhere = await business("views-elsewhere");
  staff = await member("staff@dangol.test");
  colleague = await member("colleague@dangol.test");
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

async function business(slug: string): Promise<ViewOwner> {
  const account = { email: `${slug}@dangol.test`, name: "이가람", password: "long-enough-1" };
  const { owner: scope, membershipId } = await makeTenant({ slug, name: slug, owner: account });
  return { ...scope, membershipId, role: "owner" };
}

async function member(email: string): Promise<ViewOwner> {
  const { text } = await invite(owner, { email, role: "staff" });
  const secret = /\/invitations\/([\w-]+)/.exec(text)?.[1] as string;
  const { accountId } = await acceptAsNewAccount(secret, { name: email, password: "long-enough-2" });
  const { id } = await inTransaction(owner, ({ db }) =>
    db.membership.findFirstOrThrow({ where: { accountId } }),
  );
  return { ...owner, membershipId: id, role: "staff", actor: { kind: "member", id, name: email } };
}

const save = (who: ViewOwner, name: string, shared = false, query = "came=never") =>
  saveView(who, { name, shared, query });
const seen = async (who: ViewOwner) => (await viewsOf(who)).map(({ name }) => name);

test("own views are one's own, shared ones everybody's at this desk; nobody else's are seen", async () => {
  await save(staff, "내 것");
  await save(staff, "함께", true);
  await save(owner, "사장님 것");
  expect(await seen(staff)).toEqual(["내 것", "함께"]);
  expect(await seen(colleague)).toEqual(["함께"]);
  expect(await seen(owner)).toEqual(["함께", "사장님 것"]);
  expect(await seen(elsewhere)).toEqual([]);
  expect((await viewsOf(colleague))[0]).toMatchObject({ own: false, changeable: false });
  expect((await viewsOf(owner))[0]).toMatchObject({ own: false, changeable: true });
});

test("an address is kept neat: without the page and what is not known", async () => {
  const { query } = await save(staff, "단정", false, "after=x&sort=name&foo=1&came=never&sort=recent");
  expect(query).toBe("sort=name&came=never");
  const { id } = (await viewsOf(staff)).find(({ name }) => name === "단정") ?? { id: "" };
  expect(await replaceView(staff, { id, query: "came=yes&after=y" })).toEqual({ id, query: "came=yes" });
  await removeView(staff, { id });
});

test("a shared view is changed by who made it and by owners, one's own by nobody else", async () => {
  const views = await viewsOf(staff);
  const id = (name: string) => views.find((view) => view.name === name)?.id ?? "";
  const shared = id("함께");
  const own = id("내 것");
  const forbidden = { kind: "forbidden", reason: "customerList.views.notYours" };
  const nothing = { kind: "not_found" };
  const change = { id: shared, name: "바뀐", shared: true };
  await expect(changeView(colleague, change)).rejects.toMatchObject(forbidden);
  await expect(removeView(colleague, { id: shared })).rejects.toMatchObject(forbidden);
  await expect(replaceView(colleague, { id: shared, query: "" })).rejects.toMatchObject(forbidden);
  await expect(moveView(colleague, { move: { id: shared, up: true } })).rejects.toMatchObject(forbidden);
  for (const who of [colleague, owner, elsewhere]) {
    await expect(changeView(who, { ...change, id: own })).rejects.toMatchObject(nothing);
    await expect(removeView(who, { id: own })).rejects.toMatchObject(nothing);
    await expect(replaceView(who, { id: own, query: "" })).rejects.toMatchObject(nothing);
    await expect(moveView(who, { move: { id: own, up: true } })).rejects.toMatchObject(nothing);
  }
  await expect(removeView(elsewhere, { id: shared })).rejects.toMatchObject(nothing);
  await changeView(owner, change);
  expect(await seen(staff)).toEqual(["내 것", "바뀐"]);
  await changeView(staff, { ...change, shared: false });
  expect(await seen(colleague)).toEqual([]);
  expect(await seen(owner)).toEqual(["사장님 것"]);
});

test("views are put into another order, to the ends and no further", async () => {
  const { id } = await save(staff, "셋째");
  const move = (up: boolean) => moveView(staff, { move: { id, up } });
  await move(true);
  expect(await seen(staff)).toEqual(["내 것", "셋째", "바뀐"]);
  await move(true);
  await move(true);
  expect(await seen(staff)).toEqual(["셋째", "내 것", "바뀐"]);
  await move(false);
  expect(await seen(staff)).toEqual(["내 것", "셋째", "바뀐"]);
});
