import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { changeSlug } from "./address";
import { changeVisibility, makeCourse } from "./courses";
import { removeCover, setCover } from "./cover";
import {
  coverOf,
  previewCoursePage,
  publicAddresses,
  publicCourseCover,
  publicCoursePage,
  publicTenantHome,
} from "./public-page";
import { makeRun } from "./runs";
import type { Visibility } from "./schema";

beforeAll(() => moveClockTo("2026-11-23T05:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const day = (date: string) => ({ date, start: "14:00", end: "16:00" });

async function published(slug: string, visibility: Visibility = "listed") {
  const tenant = await makeTenant({ slug: `shop-${slug}` });
  const course = await makeCourse(tenant, { kind: "lecture", title: "동네 마케팅", slug });
  await changeVisibility(tenant, { id: course.id, visibility });
  return { tenant, id: course.id, shop: `shop-${slug}` };
}

const pageOf = async (shop: string, slug: string) => {
  const page = await publicCoursePage(shop, slug);
  if (!page || "movedTo" in page) throw new Error(`no page: ${JSON.stringify(page)}`);
  return page;
};

describe("a course's public page", () => {
  it("shows what anybody may know, the soonest run first, and until when that is true", async () => {
    const { tenant, id, shop } = await published("shown");
    await makeRun(tenant, { courseId: id, sessions: [day("2026-12-12")], capacity: 3, placeName: "토즈" });
    await makeRun(tenant, {
      courseId: id,
      sessions: [day("2026-12-05")],
      closesAt: "2026-12-04T18:00",
      onlineUrl: "https://meet.example/secret-room",
    });
    await makeRun(tenant, { courseId: id, sessions: [day("2026-11-20")] });
    const page = await pageOf(shop, "shown");
    expect(page.tenant.business.name).toBe("시험 사업장");
    expect(
      page.runs.map(({ availability, online, left, place }) => [availability, online, left, place?.name]),
    ).toEqual([
      ["open", true, null, undefined],
      ["open", false, 3, "토즈"],
    ]);
    expect(page.freshUntil?.toISOString()).toBe("2026-12-04T09:00:00.000Z");
    expect(JSON.stringify(page)).not.toContain("secret-room");
    expect(JSON.stringify(page)).not.toContain(tenant.tenantId);
  });

  it.each<[Visibility, boolean]>([
    ["draft", false],
    ["listed", true],
    ["link_only", true],
    ["paused", true],
    ["closed", true],
  ])("%s answers: %s", async (visibility, answers) => {
    const { shop, tenant, id } = await published(`is-${visibility.replace("_", "-")}`, visibility);
    const page = await publicCoursePage(shop, `is-${visibility.replace("_", "-")}`);
    expect(page !== null).toBe(answers);
    expect((await previewCoursePage(tenant, id)).course.visibility).toBe(visibility);
  });

  it("redirects from every address it had, but tells nothing of a draft's", async () => {
    const { tenant, id, shop } = await published("one");
    await changeSlug(tenant, { id, slug: "two" });
    await changeSlug(tenant, { id, slug: "three" });
    expect(await publicCoursePage(shop, "one")).toEqual({ movedTo: { courseSlug: "three" } });
    expect(await publicCoursePage(shop, "two")).toEqual({ movedTo: { courseSlug: "three" } });
    await changeVisibility(tenant, { id, visibility: "draft" });
    expect(await publicCoursePage(shop, "one")).toBeNull();
  });

  it("is gone when the tenant is suspended, and unknown at another tenant's address", async () => {
    const { tenant, shop } = await published("mine");
    const other = await makeTenant({ slug: "stranger" });
    expect(await publicCoursePage("stranger", "mine")).toBeNull();
    await suspend(tenant);
    expect(await publicCoursePage(shop, "mine")).toBeNull();
    expect(await publicTenantHome(shop)).toBeNull();
    expect((await publicTenantHome("stranger"))?.courses).toEqual([]);
    await expect(previewCoursePage(other, (await published("theirs")).id)).rejects.toThrow(
      "courses.notFound",
    );
  });
});

const suspend = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db, now }) =>
    db.tenant.updateMany({ where: { id: tenant.tenantId }, data: { status: "suspended", suspendedAt: now } }),
  );

describe("a tenant's home and the sitemap", () => {
  it("show listed courses, the soonest first; paused ones only at home", async () => {
    const tenant = await makeTenant({ slug: "home-shop" });
    const make = async (slug: string, visibility: Visibility, date?: string) => {
      const { id } = await makeCourse(tenant, { kind: "lecture", title: slug, slug });
      await changeVisibility(tenant, { id, visibility });
      if (date) await makeRun(tenant, { courseId: id, sessions: [day(date)] });
    };
    await make("later", "listed", "2026-12-20");
    await make("hidden", "link_only", "2026-12-01");
    await make("resting", "paused");
    await make("soon", "listed", "2026-12-02");
    const home = await publicTenantHome("home-shop");
    expect(home?.courses.map(({ course, next }) => [course.slug, next?.availability])).toEqual([
      ["soon", "open"],
      ["later", "open"],
      ["resting", undefined],
    ]);
    const addresses = (await publicAddresses()).filter(({ tenantSlug }) => tenantSlug === "home-shop");
    expect(addresses.map(({ courseSlug }) => courseSlug)).toEqual([null, "later", "soon"]);
  });
});

describe("a cover picture", () => {
  const red = () =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: "#f00" } })
      .png()
      .toBuffer();

  it("replaces the one before, is seen with the page and hidden with the draft", async () => {
    const { tenant, id, shop } = await published("covered");
    await setCover(tenant, { courseId: id, upload: await red() });
    await setCover(tenant, { courseId: id, upload: await red() });
    expect(await inTransaction(tenant, ({ db }) => db.storedFile.count())).toBe(1);
    const cover = await publicCourseCover(shop, "covered");
    expect(cover?.mediaType).toBe("image/jpeg");
    expect((await pageOf(shop, "covered")).course.cover).toEqual({
      sha256: cover?.sha256,
      width: 40,
      height: 20,
    });
    await changeVisibility(tenant, { id, visibility: "draft" });
    expect(await publicCourseCover(shop, "covered")).toBeNull();
    expect((await coverOf(tenant, id))?.sha256).toBe(cover?.sha256);
    await removeCover(tenant, id);
    expect(await inTransaction(tenant, ({ db }) => db.storedFile.count())).toBe(0);
  });

  it("must be a picture, and of one's own course", async () => {
    const { tenant, id } = await published("no-cover");
    const text = new TextEncoder().encode("hello");
    await expect(setCover(tenant, { courseId: id, upload: text })).rejects.toThrow(
      "courses.cover.notAPicture",
    );
    const stranger = await makeTenant();
    await expect(setCover(stranger, { courseId: id, upload: await red() })).rejects.toThrow(
      "courses.notFound",
    );
    expect(await inTransaction(stranger, ({ db }) => db.storedFile.count())).toBe(0);
  });
});
