import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import { changeSlug } from "./address";
import { changeCourse, changeVisibility, makeCourse } from "./courses";
import { changeExtraQuestions, extraQuestionsOf } from "./extra-questions";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const lecture = (title = "동네 마케팅") => ({ kind: "lecture" as const, title });
const courseNow = (tenant: TenantScope, id: string) =>
  inTransaction(tenant, ({ db }) => db.course.findFirstOrThrow({ where: { id } }));

describe("a course's address", () => {
  it("comes from the title; the same title again gets a number", async () => {
    const tenant = await makeTenant();
    expect((await makeCourse(tenant, lecture())).slug).toBe("dongne-maketing");
    expect((await makeCourse(tenant, lecture())).slug).toBe("dongne-maketing-2");
  });

  it("belongs for ever to the course that had it", async () => {
    const tenant = await makeTenant();
    const first = await makeCourse(tenant, { ...lecture(), slug: "first" });
    const second = await makeCourse(tenant, { ...lecture(), slug: "second" });
    await changeSlug(tenant, { id: first.id, slug: "renamed" });
    await expect(changeSlug(tenant, { id: second.id, slug: "first" })).rejects.toThrow("courses.slug.taken");
    await expect(changeSlug(tenant, { id: second.id, slug: "renamed" })).rejects.toThrow(
      "courses.slug.taken",
    );
    await expect(makeCourse(tenant, { ...lecture(), slug: "first" })).rejects.toThrow("courses.slug.taken");
    await changeSlug(tenant, { id: first.id, slug: "first" });
    expect((await courseNow(tenant, first.id)).slug).toBe("first");
  });

  it("refuses words of ours and other tenants do not matter", async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    const { id } = await makeCourse(ours, { ...lecture(), slug: "same" });
    await expect(makeCourse(theirs, { ...lecture(), slug: "same" })).resolves.toMatchObject({ slug: "same" });
    await expect(changeSlug(ours, { id, slug: "apply" })).rejects.toThrow("courses.slug.reserved");
    await expect(changeSlug(theirs, { id, slug: "other" })).rejects.toThrow("courses.notFound");
  });

  it("goes to one of two who want it at once", async () => {
    const tenant = await makeTenant();
    const courses = await Promise.all(
      Array.from({ length: 6 }, (_, n) => makeCourse(tenant, lecture(`강의 ${n}`))),
    );
    const tries = await Promise.allSettled(
      courses.map(({ id }) => changeSlug(tenant, { id, slug: "wanted" })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(String(one.reason)).toContain("slug.taken");
  });
});

describe("two editors of one course (G5)", () => {
  const rounds = 60;

  async function race(
    edit: (tenant: TenantScope, id: string, mark: string) => Promise<boolean>,
  ): Promise<number> {
    const tenant = await makeTenant();
    const { id } = await makeCourse(tenant, lecture());
    let lost = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = await courseNow(tenant, id);
      const saved = await Promise.all([edit(tenant, id, `${round}a`), edit(tenant, id, `${round}b`)]);
      const { version } = await courseNow(tenant, id);
      const told = saved.filter(Boolean).length;
      if (told > 1 || version - before.version !== told) lost += 1;
    }
    return lost;
  }

  it("never overwrites silently: one is saved, the other is told", async () => {
    const opened = new Map<string, Promise<{ version: number }>>();
    const lost = await race(async (tenant, id, mark) => {
      const round = mark.slice(0, -1);
      const page = opened.get(round) ?? courseNow(tenant, id);
      opened.set(round, page);
      const { version } = await page;
      try {
        await changeCourse(tenant, { id, version, changes: { subtitle: mark } });
        return true;
      } catch (error) {
        expect(String(error)).toContain("courses.changedMeanwhile");
        return false;
      }
    });
    expect(lost).toBe(0);
  });

  it("control: the same race without the version loses edits", async () => {
    const lost = await race(async (tenant, id, mark) => {
      await inTransaction(tenant, async ({ db }) => {
        await db.course.updateMany({ where: { id }, data: { subtitle: mark, version: { increment: 1 } } });
      });
      return true;
    });
    expect(lost).toBe(rounds);
  });
});

describe("what a course says", () => {
  it("is kept as written and refuses what nobody knows", async () => {
    const tenant = await makeTenant();
    const { id } = await makeCourse(tenant, lecture());
    const faq = [{ question: "주차가 되나요?", answer: "지하 2층, 두 시간 무료예요." }];
    await changeCourse(tenant, {
      id,
      version: 1,
      changes: { takeAways: ["하나", "둘"], faq, teacherName: " " },
    });
    expect(await courseNow(tenant, id)).toMatchObject({
      takeAways: ["하나", "둘"],
      faq,
      teacherName: null,
      version: 2,
    });
    await expect(
      changeCourse(tenant, { id, version: 2, changes: { slug: "sneaked" } as never }),
    ).rejects.toThrow("unrecognized_keys");
  });

  it("leads up a ladder, never in a circle, never to another tenant's course", async () => {
    const [tenant, stranger] = [await makeTenant(), await makeTenant()];
    const [a, b] = [await makeCourse(tenant, lecture("하나")), await makeCourse(tenant, lecture("둘"))];
    const foreign = await makeCourse(stranger, lecture());
    await changeCourse(tenant, { id: a.id, version: 1, changes: { nextCourseId: b.id } });
    const circle = { id: b.id, version: 1, changes: { nextCourseId: a.id } };
    await expect(changeCourse(tenant, circle)).rejects.toThrow("courses.errors.ladderCircle");
    const away = { id: b.id, version: 1, changes: { nextCourseId: foreign.id } };
    await expect(changeCourse(tenant, away)).rejects.toThrow("courses.notFound");
  });

  it("is published, paused and taken back, each once in the history", async () => {
    const tenant = await makeTenant();
    const { id } = await makeCourse(tenant, lecture());
    for (const visibility of ["listed", "listed", "paused", "draft"] as const)
      await changeVisibility(tenant, { id, visibility });
    const events = await inTransaction(tenant, ({ db }) =>
      db.event.findMany({ where: { subjectId: id }, orderBy: { id: "asc" }, select: { type: true } }),
    );
    expect(events.map(({ type }) => type)).toEqual([
      "course.made",
      "course.published",
      "course.paused",
      "course.withdrawn",
    ]);
  });
});

describe("extra questions", () => {
  it("are published as versions and noticed when somebody else did meanwhile", async () => {
    const tenant = await makeTenant();
    const { id } = await makeCourse(tenant, lecture());
    const shop = {
      key: "shop",
      type: "short_text" as const,
      label: { ko: "가게 이름", en: "" },
      required: true,
    };
    expect(await extraQuestionsOf(tenant, id)).toEqual({ questions: [], rowVersion: 0 });
    await changeExtraQuestions(tenant, { courseId: id, rowVersion: 0, questions: [shop] });
    const now = await extraQuestionsOf(tenant, id);
    expect(now.questions).toEqual([shop]);
    const stale = { courseId: id, rowVersion: 0, questions: [] };
    await expect(changeExtraQuestions(tenant, stale)).rejects.toThrow("courses.changedMeanwhile");
    await changeExtraQuestions(tenant, { ...stale, rowVersion: now.rowVersion });
    expect((await extraQuestionsOf(tenant, id)).questions).toEqual([]);
  });
});
