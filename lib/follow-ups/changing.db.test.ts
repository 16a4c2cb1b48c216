import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { changeFollowUp, followUpOf, switchFollowUp } from "./changing";
import type { WriteFollowUp } from "./schema";
import { loadStarter } from "./starter";
import { templateOf, versionsOf } from "./templates";
import { letLeave, plansOf, reactToAll } from "./testing/plans";

async function withSomebody() {
  const tenant: TenantScope = {
    ...(await makeTenant()),
    actor: { kind: "member", id: null, name: "이가람" },
  };
  await loadStarter(tenant);
  const { runId } = await courseWithRun(tenant);
  const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
  await reactToAll();
  return { tenant, runId, enrollmentId };
}

/** What the editor would send for a follow-up left as it is. */
async function editorOf(tenant: TenantScope, key: string): Promise<WriteFollowUp> {
  const followUp = await followUpOf(tenant, key);
  const template = await templateOf(tenant, followUp.body.steps[0]?.template ?? "");
  return {
    key,
    rowVersion: followUp.rowVersion,
    version: template.rowVersion,
    ko: template.body.texts.ko,
    en: template.body.texts.en || null,
    advertising: template.body.class === "advertising",
    lowerReason: null,
  };
}

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

const messageOf = (tenant: TenantScope, purpose: string) =>
  inTransaction(tenant, ({ db }) =>
    db.message.findFirstOrThrow({ where: { purpose: `follow_up:${purpose}` } }),
  );

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("new words", () => {
  it("are what planned messages will say, while sent ones keep theirs", async () => {
    const { tenant, enrollmentId } = await withSomebody();
    const before = await messageOf(tenant, "day_before");
    await letLeave(tenant, { enrollmentId, purpose: "follow_up:confirmed" });
    const confirmed = await messageOf(tenant, "confirmed");
    for (const key of ["day_before", "confirmed"])
      await changeFollowUp(tenant, { ...(await editorOf(tenant, key)), ko: "#{이름}님, 곧 뵐게요." });
    const after = await messageOf(tenant, "day_before");
    expect(after.templateVersionId).not.toBe(before.templateVersionId);
    expect(after.templateVersionId).toBe((await templateOf(tenant, "day_before")).versionId);
    expect((await messageOf(tenant, "confirmed")).templateVersionId).toBe(confirmed.templateVersionId);
    const versions = await versionsOf(tenant, (await templateOf(tenant, "day_before")).definitionId);
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  it("that promote make a notice advertising, with label and way out put there (rows 16, 23)", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    const promoting = "#{이름}님, 내일 뵐게요. 다음 과정 얼리버드도 열렸어요.";
    const charged = `${promoting}\n무료수신거부 02-123-4567`;
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko: charged, en: null }))).toBe(
      "gate.reasons.CHARGED_OPT_OUT",
    );
    expect((await messageOf(tenant, "day_before")).class).toBe("transactional");
    await changeFollowUp(tenant, { ...editor, ko: promoting, en: null });
    const { body } = await templateOf(tenant, "day_before");
    expect(body.class).toBe("advertising");
    expect(body.texts.ko).toBe(`(광고)#{사업장}\n${promoting}\n무료수신거부 #{수신거부번호}`);
    expect((await messageOf(tenant, "day_before")).class).toBe("advertising");
  });

  it("are lowered again only with a name and a reason", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    const ko = "#{이름}님, 내일은 할인 전략을 배워요.";
    const lowerReason = "수업 내용에 나오는 말이고 팔지 않아요";
    await changeFollowUp(tenant, { ...editor, ko, en: null, lowerReason });
    const { body } = await templateOf(tenant, "day_before");
    expect(body).toMatchObject({ class: "transactional", lowered: { by: "이가람", reason: lowerReason } });
    const system = { ...tenant, actor: { kind: "system" as const, id: null } };
    expect(
      await reasonOf(changeFollowUp(system, { ...(await editorOf(tenant, "day_before")), lowerReason })),
    ).toBe("errors.forbidden");
  });

  it("with an unknown or broken variable are refused (row 68)", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko: "#{이룸}님" }))).toBe(
      "followUps.problems.unknown_variable",
    );
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko: "#{이름님" }))).toBe(
      "followUps.problems.broken_variable",
    );
  });

  it("that a Korean phone cannot show are refused (row 56)", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko: "내일 뵐게요 😀" }))).toBe(
      "templates.unsupportedHere",
    );
  });

  it("that tell people to answer are refused: in Korea nobody can (row 26)", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    const ko = "#{이름}님, 내일 뵐게요. 그만 받으시려면 STOP이라고 답장해 주세요.";
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko }))).toBe("followUps.editor.replyStop");
  });

  it("of two editors at once: the second is refused and nothing is overwritten", async () => {
    const { tenant } = await withSomebody();
    const editor = await editorOf(tenant, "day_before");
    await changeFollowUp(tenant, { ...editor, ko: "첫째 사람의 글이에요." });
    expect(await reasonOf(changeFollowUp(tenant, { ...editor, ko: "둘째 사람의 글이에요." }))).toBe(
      "definitions.changedMeanwhile",
    );
    expect((await templateOf(tenant, "day_before")).body.texts.ko).toBe("첫째 사람의 글이에요.");
  });
});

describe("a new time", () => {
  it("moves what is planned; politeness and expiry follow", async () => {
    const { tenant } = await withSomebody();
    await changeFollowUp(tenant, { ...(await editorOf(tenant, "day_before")), days: 3, time: "11:30" });
    await changeFollowUp(tenant, { ...(await editorOf(tenant, "thanks")), hours: 6 });
    expect(await plansOf(tenant)).toEqual([
      "confirmed 2026-11-23 12:00",
      "day_before 2026-12-02 11:30",
      "same_day 2026-12-05 08:30",
      "thanks 2026-12-06 08:00",
      "invitation 2026-12-08 10:00",
    ]);
  });

  it("that has passed already skips the step (row 81)", async () => {
    const { tenant } = await withSomebody();
    await moveClockTo("2026-12-03T03:00:00Z");
    await changeFollowUp(tenant, { ...(await editorOf(tenant, "day_before")), days: 7 });
    expect((await messageOf(tenant, "day_before")).verdictReason).toBe("messages.stepInThePast");
  });
});

describe("switching", () => {
  it("off takes back what is planned and plans nothing; on restores it and plans from then on", async () => {
    const { tenant, runId } = await withSomebody();
    expect(await switchFollowUp(tenant, { key: "day_before", active: false })).toBe(1);
    await apply(tenant, applicationTo(runId, 2));
    await reactToAll();
    const reminders = async () => (await plansOf(tenant)).filter((plan) => plan.startsWith("day_before"));
    expect(await reminders()).toEqual([]);
    expect(await switchFollowUp(tenant, { key: "day_before", active: true })).toBe(1);
    expect(await reminders()).toHaveLength(1);
    await apply(tenant, applicationTo(runId, 3));
    await reactToAll();
    expect(await reminders()).toHaveLength(2);
  });

  it("on again does not revive what has passed meanwhile, nor what ended for another reason", async () => {
    const { tenant } = await withSomebody();
    await switchFollowUp(tenant, { key: "day_before", active: false });
    await moveClockTo("2026-12-04T03:00:00Z");
    expect(await switchFollowUp(tenant, { key: "day_before", active: true })).toBe(0);
  });
});
