import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { composeText } from "@/lib/messages/composing";
import { templateBody } from "@/lib/messages/schema";
import { wording } from "@/lib/messages/wording";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { previewTemplate } from "./previewing";
import type { WriteTemplate } from "./schema";
import { libraryKeys, loadLibrary, loadStarter } from "./starter";
import { templateEditor, templateList } from "./template-desk";
import { removeTemplatePicture, setTemplatePicture, templatePicture } from "./template-picture";
import { publishTemplate, templateOf } from "./templates";
import { reactToAll } from "./testing/plans";

const member = (tenant: TenantScope): TenantScope => ({
  ...tenant,
  actor: { kind: "member", id: null, name: "이가람" },
});

async function withSomebody() {
  const tenant = member(await makeTenant());
  await loadStarter(tenant);
  const { runId } = await courseWithRun(tenant);
  const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
  await reactToAll();
  return { tenant, enrollmentId };
}

/** What the editor would send for a text left as it is. */
async function written(
  tenant: TenantScope,
  key: string,
  more: Partial<WriteTemplate> = {},
): Promise<WriteTemplate> {
  const { body, rowVersion } = await templateOf(tenant, key);
  return {
    key,
    version: rowVersion,
    ko: body.texts.ko,
    en: body.texts.en || null,
    advertising: body.class === "advertising",
    lowerReason: null,
    ...more,
  };
}

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) =>
      error instanceof Refusal
        ? [error.reason, ...Object.values(error.details ?? {})].join(" ")
        : Promise.reject(error),
  );

const messagesOf = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) => db.message.findMany({ orderBy: { id: "asc" } }));

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("the list of texts", () => {
  it("has the library beside what follow-ups send, is searched and narrowed, and takes up what came later", async () => {
    const tenant = member(await makeTenant());
    await loadStarter(tenant);
    const all = await templateList(tenant, {});
    expect(all.lines.length).toBe(16 + libraryKeys.length);
    expect(all.missing).toBe(0);
    expect(all.lines[0]).toMatchObject({ key: "awaiting_approval", moment: "received", kind: "all" });
    const used = all.lines.find(({ key }) => key === "day_before");
    expect(used?.usedBy).toEqual([{ key: "day_before", title: "하루 전 안내", active: true }]);
    const found = await templateList(tenant, { search: "얼리버드", kind: "practice" });
    expect(found.lines.map(({ key, messageClass }) => [key, messageClass])).toEqual([
      ["early_bird_practice", "advertising"],
    ]);
    expect((await templateList(tenant, { moment: "birthday" })).lines.map(({ key }) => key)).toEqual([
      "birthday",
    ]);

    await inTransaction(tenant, ({ db }) =>
      db.definition.updateMany({ where: { key: "birthday" }, data: { key: "own_birthday" } }),
    );
    expect((await templateList(tenant, {})).missing).toBe(1);
    expect(await loadLibrary(tenant)).toBe(1);
    expect(await loadLibrary(tenant)).toBe(0);
    expect((await templateOf(tenant, "birthday")).number).toBe(1);
  });
});

describe("the editor", () => {
  it("shows who gets it next, else who comes to the next class, and people every text must fit", async () => {
    const { tenant, enrollmentId } = await withSomebody();
    const planned = await templateEditor(tenant, "day_before");
    expect(planned.people.map(({ id }) => id.split(":")[0])).toEqual([
      "message",
      ...Array(4).fill("invented"),
    ]);
    const before = await messagesOf(tenant);
    const idle = await templateEditor(tenant, "week_before");
    const [person] = idle.people;
    expect(person).toMatchObject({ id: `enrollment:${enrollmentId}`, locale: "ko", country: "KR" });
    expect(person?.values.과정).toBeTruthy();
    expect(person?.values.내신청).toMatch(/\/s\/\*{17}$/);
    expect(await messagesOf(tenant)).toEqual(before);
    expect(idle.people.find(({ id }) => id === "invented:noValues")?.values).not.toHaveProperty("이름");
    expect(idle.alike.map(({ key }) => key)).toContain("week_before_practice");
  });

  it("previews by the way of a send, of words that are stored nowhere", async () => {
    const { tenant, enrollmentId } = await withSomebody();
    const given = await written(tenant, "week_before", {
      ko: "#{이름}님, 다음 주 할인 — 소식이에요. #{고객.별명}",
    });
    const before = await messagesOf(tenant);
    const { marks, replaced, person } = await previewTemplate(tenant, given, `enrollment:${enrollmentId}`);
    expect(marks.ko.map(({ character, replacement }) => [character, replacement])).toEqual([["—", "-"]]);
    expect(replaced.ko).toContain("할인 - 소식");
    expect(person?.body).toMatch(
      /^\(광고\).+\n.+님, 다음 주 할인 — 소식이에요\. #\{고객\.별명\}\n무료수신거부 /s,
    );
    expect(person?.missing).toContain("고객.별명");
    expect(person?.reason).toMatch(/^gate\.reasons\./);
    const plain = await previewTemplate(
      tenant,
      await written(tenant, "week_before"),
      `enrollment:${enrollmentId}`,
    );
    expect(plain.person).toMatchObject({ missing: [] });
    // What the browser shows while somebody types is what the server would send.
    const { people, template, senderName } = await templateEditor(tenant, "week_before");
    const words = wording({ body: template.body }, "ko", { class: "transactional" });
    expect(words && composeText(words, people[0]?.values ?? {}, senderName).body).toBe(plain.person?.body);
    expect(await messagesOf(tenant)).toEqual(before);
    expect((await templateOf(tenant, "week_before")).number).toBe(1);
  });
});

describe("publishing", () => {
  it("keeps every part by channel, with what is said where there is no value", async () => {
    const { tenant } = await withSomebody();
    await publishTemplate(
      tenant,
      await written(tenant, "day_before", {
        channel: "email",
        subject: { ko: "내일 뵐게요", en: null },
        mail: { subject: { ko: "내일이에요", en: null }, texts: { ko: "#{이름}님, 내일 뵐게요.", en: null } },
        fallbacks: { v0: { name: "이름", value: "고객" }, v10: { name: "장소", value: null } },
      }),
    );
    const { body, number } = await templateOf(tenant, "day_before");
    expect(number).toBe(2);
    expect(body).toMatchObject({
      channel: "email",
      fallbacks: { 이름: "고객" },
      subject: { ko: "내일 뵐게요", en: "" },
      email: { subject: { ko: "내일이에요" } },
    });
    expect(templateBody.parse(body)).toEqual(body);
    const waiting = await messagesOf(tenant);
    expect(waiting.find(({ purpose }) => purpose === "follow_up:day_before")?.channel).toBe("email");
    // A form that does not show a part leaves it alone.
    await publishTemplate(tenant, await written(tenant, "day_before", { ko: "#{이름}님, 모레 뵐게요." }));
    expect((await templateOf(tenant, "day_before")).body).toMatchObject({
      channel: "email",
      fallbacks: { 이름: "고객" },
    });
  });

  it("puts label and free way out where they are missing (row 16), and refuses what cannot be repaired", async () => {
    const { tenant } = await withSomebody();
    const publish = async (key: string, more: Partial<WriteTemplate>) =>
      reasonOf(publishTemplate(tenant, await written(tenant, key, { en: null, ...more })));
    await publish("week_before", { ko: "오늘만 30% 할인이에요." });
    const { body } = await templateOf(tenant, "week_before");
    expect(body.class).toBe("advertising");
    expect(body.texts.ko).toBe("(광고)#{사업장}\n오늘만 30% 할인이에요.\n무료수신거부 #{수신거부번호}");
    expect(await publish("thanks", { ko: "[광고] 할인" })).toBe("gate.reasons.LABEL_VARIANT");
    expect(await publish("thanks", { ko: "할인\n무료수신거부 02-123-4567" })).toBe(
      "gate.reasons.CHARGED_OPT_OUT",
    );
    expect(await publish("thanks", { ko: "할인", channel: "alimtalk" })).toBe("gate.reasons.ALIMTALK_AD");
    expect(await publish("thanks", { ko: "가 — 나 😀" })).toBe("templates.unsupportedHere — → -, 😀");
    expect(await publish("thanks", { subject: { ko: "가".repeat(21), en: null } })).toBe(
      "gate.reasons.SUBJECT_TOO_LONG",
    );
    expect(await publish("thanks", { subject: { ko: "할인 소식", en: null } })).toBe("done");
    expect((await templateOf(tenant, "thanks")).body.class).toBe("advertising");
  });
});

it("a picture of any size becomes a JPEG that Korean carriers take, or none (row 60)", async () => {
  const { tenant } = await withSomebody();
  const { default: sharp } = await import("sharp");
  const noise = Buffer.from(Array.from({ length: 60 * 60 * 3 }, (_, index) => (index * 7919) % 251));
  const png = await sharp(noise, { raw: { width: 60, height: 60, channels: 3 } })
    .resize(1600, 1600)
    .png()
    .toBuffer();
  expect(png.byteLength).toBeGreaterThan(300_000);
  await setTemplatePicture(tenant, { key: "day_before", upload: new Uint8Array(png) });
  const fileId = (await templateOf(tenant, "day_before")).body.imageFileId ?? "";
  const stored = await templatePicture(tenant, "day_before", fileId);
  expect(stored.mediaType).toBe("image/jpeg");
  expect(stored.bytes.byteLength).toBeLessThanOrEqual(300_000);
  const size = await sharp(stored.bytes).metadata();
  expect([size.format, (size.width ?? 0) <= 1500, (size.height ?? 0) <= 1440]).toEqual(["jpeg", true, true]);
  const text = new TextEncoder().encode("<svg/>");
  expect(await reasonOf(setTemplatePicture(tenant, { key: "day_before", upload: text }))).toBe(
    "templates.picture.notAPicture",
  );
  expect(await reasonOf(templatePicture(tenant, "confirmed", fileId))).toContain("errors.not_found");
  await removeTemplatePicture(tenant, "day_before");
  expect(await reasonOf(templatePicture(tenant, "day_before", fileId))).toContain("errors.not_found");
});
