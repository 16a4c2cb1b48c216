import { tellApart } from "@/lib/customers/duplicates/told-apart";
import { suppress } from "@/lib/customers/suppressions";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { mergeAsSeen } from "@/lib/merging/testing/two-records";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { makeLink } from "@/lib/platform/personal-links";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { writeSurvey } from "@/lib/surveys/schema";
import { publishSurvey } from "@/lib/surveys/surveys";
import { liftHold, placeHold } from "../holds";

/** Words that must be nowhere once the person is erased. */
export const secretWords = {
  name: "남궁비밀",
  phone: "+821055667788",
  typed: "010-5566-7788",
  digits: "5566-7788",
  /** Of the record that was merged into theirs. */
  otherPhone: "+821055667799",
  email: "secret.person@example.kr",
  shop: "비밀떡집",
  private: "몰래적은이야기",
};

export interface WholePerson {
  customerId: string;
  enrollmentId: string;
  runId: string;
  sessionId: string;
  /** An application to a class still to come. */
  openEnrollmentId: string;
  openRunId: string;
  plannedMessageId: string;
  token: string;
}

/** Somebody of whom there is something in every table that can hold something of a person. The clock stands at 2026-12-01. */
export async function wholePerson(tenant: TenantScope): Promise<WholePerson> {
  const { name, typed, phone, email, shop, private: secret } = secretWords;
  const past = await courseWithRun(tenant, {
    priceWon: 50_000,
    sessions: [{ date: "2026-12-02", start: "10:00", end: "12:00" }],
  });
  const coming = await courseWithRun(tenant, {
    sessions: [{ date: "2027-06-05", start: "10:00", end: "12:00" }],
  });
  const person = {
    name,
    phone: typed,
    shop,
    referrer: `https://x.kr/?who=${encodeURIComponent(secret)} ${secret}`,
  };
  const { enrollmentId, customerId } = await apply(tenant, applicationTo(past.runId, 1, person));
  const open = await apply(
    tenant,
    applicationTo(coming.runId, 1, { ...person, consents: ["collection", "advertising"] }),
  );
  const survey = await publishSurvey(tenant, {
    key: "after_secret",
    title: "설문",
    rowVersion: 0,
    questions: writeSurvey.shape.questions.parse([
      { key: "overall", type: "rating", label: { ko: "어떠셨나요?" } },
      { key: "improve", type: "long_text", label: { ko: "아쉬운 점" } },
    ]),
  });
  const [plannedMessageId, sentMessageId, inboundId, importId, fileId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ];
  const callbackId = newId();
  let token = "";
  await inTransaction(tenant, async (tx) => {
    const { db, tenantId, now } = tx;
    const own = { tenantId, customerId };
    await db.enrollment.updateMany({
      where: { id: enrollmentId },
      data: { state: "confirmed", confirmedAt: now, cancelReason: secret },
    });
    await db.attendance.createMany({
      data: [{ tenantId, enrollmentId, sessionId: past.sessionId, state: "attended", markedAt: now }],
    });
    await db.customer.updateMany({
      where: { id: customerId },
      data: {
        title: secret,
        trade: secret,
        source: secret,
        birthday: new Date("1980-02-03"),
        road: secret,
        detail: secret,
        lot: secret,
        postcode: "01234",
      },
    });
    await db.contactPoint.createMany({
      data: [{ ...own, id: newId(), channel: "email", address: email, label: secret, createdAt: now }],
    });
    await db.customerNote.createMany({
      data: [
        { ...own, id: newId(), text: `${name} ${secret}`, authorId: "x", createdAt: now },
        { ...own, id: newId(), text: secret, private: true, authorId: "x", createdAt: now },
      ],
    });
    await db.storedFile.createMany({
      data: [
        {
          tenantId,
          id: fileId,
          sha256: "0",
          mediaType: "image/jpeg",
          bytes: Buffer.from(secret),
          createdAt: now,
        },
        {
          tenantId,
          id: importId,
          sha256: "0",
          mediaType: "text/csv",
          bytes: Buffer.from(secret),
          createdAt: now,
        },
      ],
    });
    await db.customerFile.createMany({
      data: [{ ...own, id: newId(), fileId, name: `${name}.jpg`, size: 1, addedAt: now }],
    });
    const field = newId();
    await db.customerField.createMany({
      data: [{ tenantId, id: field, label: "기념일", kind: "text", position: 1, createdAt: now }],
    });
    await db.customerFieldValue.createMany({ data: [{ ...own, fieldId: field, text: secret }] });
    const [tag, group] = [newId(), newId()];
    await db.tag.createMany({ data: [{ tenantId, id: tag, name: "단골", createdAt: now }] });
    await db.customerTag.createMany({ data: [{ ...own, tagId: tag, taggedAt: now }] });
    await db.customerGroup.createMany({ data: [{ tenantId, id: group, name: "모임", createdAt: now }] });
    await db.customerGroupMember.createMany({ data: [{ ...own, groupId: group, addedAt: now }] });
    await db.task.createMany({
      data: [{ ...own, id: newId(), title: `${name} 전화`, doneAt: now, createdAt: now }],
    });
    await db.surveyResponse.createMany({
      data: [
        {
          ...own,
          id: newId(),
          enrollmentId,
          definitionVersionId: survey.versionId,
          startedAt: now,
          submittedAt: now,
        },
      ],
    });
    await db.answer.createMany({
      data: [
        {
          ...own,
          id: newId(),
          enrollmentId,
          definitionVersionId: survey.versionId,
          questionKey: "overall",
          value: 5,
          answeredAt: now,
        },
        {
          ...own,
          id: newId(),
          enrollmentId,
          definitionVersionId: survey.versionId,
          questionKey: "improve",
          value: secret,
          answeredAt: now,
        },
      ],
    });
    const message = {
      ...own,
      class: "transactional",
      dueAt: now,
      plannedAt: now,
      plannedBecause: "x",
      variables: { 이름: name },
    };
    await db.message.createMany({
      data: [
        { ...message, id: plannedMessageId, purpose: "notice:x", subjectId: newId() },
        {
          ...message,
          id: sentMessageId,
          purpose: "notice:y",
          subjectId: newId(),
          state: "delivered",
          toAddress: phone,
          body: `${name}님`,
          errorDetail: phone,
          callbackId,
          submittedAt: now,
        },
      ],
    });
    await db.providerCallback.createMany({
      data: [{ tenantId, id: newId(), callbackId, providerSid: "SM1", status: "delivered", receivedAt: now }],
    });
    await db.shortLink.createMany({
      data: [
        {
          tenantId,
          id: newId(),
          messageId: sentMessageId,
          area: "my",
          codeHash: "x",
          sealedTarget: "x",
          createdAt: now,
          expiresAt: now,
        },
      ],
    });
    await db.linkClick.createMany({
      data: [
        { tenantId, id: newId(), messageId: sentMessageId, area: "my", clickedAt: now, byMachine: false },
      ],
    });
    await db.inboundMessage.createMany({
      data: [
        {
          ...own,
          id: inboundId,
          providerSid: "SM2",
          fromAddress: phone,
          toAddress: "+827012345678",
          body: secret,
          receivedAt: now,
        },
        // Came before anybody knew the number.
        {
          tenantId,
          id: newId(),
          providerSid: "SM3",
          fromAddress: phone,
          toAddress: "+827012345678",
          body: secret,
          receivedAt: now,
        },
      ],
    });
    await db.decision.createMany({
      data: [
        {
          tenantId,
          id: newId(),
          kind: "messages.inboundReview",
          subjectKind: "inbound_message",
          subjectId: inboundId,
          question: { title: name },
          options: [],
          defaultKey: "x",
          deadline: now,
          state: "answered",
          askedAt: now,
        },
      ],
    });
    await db.customerImport.createMany({
      data: [{ tenantId, id: importId, fileName: "명단.xlsx", state: "checked", createdAt: now }],
    });
    await db.customerImportRow.createMany({
      data: [
        {
          tenantId,
          importId,
          line: 2,
          cells: [name, "x"],
          customerId,
          written: { name },
          differences: [{ ours: secret }],
        },
        // A row that became nobody, told by the number as Excel writes it.
        { tenantId, importId, line: 3, cells: [name, "1055667788"], verdict: "skip" },
        { tenantId, importId, line: 4, cells: ["김영희", "01055667789"] },
      ],
    });
    await db.savedView.createMany({
      data: [
        {
          tenantId,
          id: newId(),
          membershipId: await someMember(tx.db, tenantId, now),
          name: "찾기",
          query: `q=${encodeURIComponent(name)}&tag=x`,
          position: 1,
          createdAt: now,
        },
      ],
    });
    await db.accessLog.createMany({
      data: [{ tenantId, occurredAt: now, id: newId(), act: "viewed", actorKind: "member", customerId }],
    });
    await db.keptRecord.createMany({
      data: [
        {
          ...own,
          id: newId(),
          kind: "complaint",
          sealedFacts: "v1.x",
          since: now,
          destroyOn: new Date("2029-12-01"),
          keptAt: now,
        },
      ],
    });
    await db.privacyRequest.createMany({
      data: [
        {
          ...own,
          id: newId(),
          kind: "access",
          askedBy: "self",
          checkedHow: secret,
          wish: secret,
          outcome: secret,
          askedAt: now,
          dueOn: now,
          state: "done",
          closedAt: now,
        },
      ],
    });
    await recordEvent(
      tx,
      "task.added",
      { kind: "customer", id: customerId, customerId },
      { title: `${name} 전화` },
    );
    await suppress(tx, { channel: "sms", address: phone, scope: "advertising", source: "link" });
    token = await makeLink(tx, "my", enrollmentId);
    await makeLink(tx, "preferences", customerId);
  });
  await placeHold(tenant, { customerId, reason: secret });
  await liftHold(tenant, { customerId });
  await secondRecord(tenant, customerId);
  return {
    customerId,
    enrollmentId,
    runId: past.runId,
    sessionId: past.sessionId,
    openEnrollmentId: open.enrollmentId,
    openRunId: coming.runId,
    plannedMessageId,
    token,
  };
}

/** The same person once more, merged into the first; and somebody who was told apart from them. */
async function secondRecord(tenant: TenantScope, customerId: string): Promise<void> {
  const { name, otherPhone, private: secret } = secretWords;
  const [second, stranger] = [newId(), newId()];
  await inTransaction(tenant, async ({ db, tenantId, now: createdAt }) => {
    await db.customer.createMany({
      data: [
        { tenantId, id: second, name: `${name}2`, title: secret, trade: secret, createdAt },
        { tenantId, id: stranger, name: "다른 이", createdAt },
      ],
    });
    await db.contactPoint.createMany({
      data: [{ tenantId, id: newId(), customerId: second, channel: "phone", address: otherPhone, createdAt }],
    });
    await db.guardianConsent.createMany({
      data: [
        {
          tenantId,
          id: newId(),
          customerId: second,
          guardianName: secret,
          state: "confirmed",
          note: secret,
          askedAt: createdAt,
        },
      ],
    });
  });
  await mergeAsSeen(tenant, customerId, second);
  await tellApart(tenant, { oneId: customerId, otherId: stranger });
}

async function someMember(
  db: Parameters<Parameters<typeof inTransaction>[1]>[0]["db"],
  tenantId: string,
  createdAt: Date,
): Promise<string> {
  const [accountId, id] = [newId(), newId()];
  await db.account.createMany({
    data: [{ id: accountId, email: `${accountId}@example.com`, name: "대표", createdAt }],
  });
  await db.membership.createMany({ data: [{ tenantId, id, accountId, role: "owner", createdAt }] });
  return id;
}
