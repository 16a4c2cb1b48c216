import { randomBytes } from "node:crypto";
import pg from "pg";
import sharp from "sharp";
import { makeAccount } from "@/lib/accounts/accounts";
import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { setCover } from "@/lib/courses/cover";
import { makeRun } from "@/lib/courses/runs";
import { addCustomer } from "@/lib/customers/customer-page-changes";
import { addField } from "@/lib/customers/fields/field-changes";
import { addToGroup, makeGroup } from "@/lib/customers/groups/groups";
import { addNote } from "@/lib/customers/notes";
import { addContactPoint } from "@/lib/customers/record/contact-points";
import { addFile } from "@/lib/customers/record/files";
import { addShop } from "@/lib/customers/record/shop-changes";
import { makeSegment } from "@/lib/customers/segments/segments";
import { tagCustomer } from "@/lib/customers/tags/tags";
import { addTask } from "@/lib/customers/tasks/tasks";
import { saveView } from "@/lib/customers/views/views";
import { ask } from "@/lib/decisions/decisions";
import { doorLinks } from "@/lib/enrollments/door";
import { apply } from "@/lib/enrollments/enrollments";
import { standingLink } from "@/lib/enrollments/standing-links";
import { followEnrollment } from "@/lib/follow-ups/follow-ups";
import { loadStarter } from "@/lib/follow-ups/starter";
import { setTemplatePicture } from "@/lib/follow-ups/template-picture";
import { merge } from "@/lib/merging/merging";
import { previewMerge } from "@/lib/merging/preview";
import { addPaper, recordSender } from "@/lib/messages/senders/sender-numbers";
import { newId } from "@/lib/platform/ids";
import { makeLink } from "@/lib/platform/personal-links";
import { inTransaction, outsideTenants, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { registerRequest } from "@/lib/privacy/requests";
import { acceptAsNewAccount, invite } from "@/lib/tenants/invitations";
import { removeMember } from "@/lib/tenants/members";
import type { Role } from "@/lib/tenants/permissions";
import { saveSendingAccount } from "@/lib/tenants/sending-accounts";
import { changePrivacyPolicy } from "@/lib/tenants/settings";
import { makeTenant } from "@/lib/tenants/tenants";
import type { Installation } from "@/scripts/checks/installation";
import { type Subjects, subjectsOf } from "../../support/addresses";
import { madeExport } from "../../support/made-export";
import { madeImport } from "../../support/made-import";
import { Browser, type Person } from "../../support/people";
import { alimtalkTemplateOf } from "./alimtalk-template";

/** Everything of one tenant that the matrix looks at or changes. */
export interface World {
  slug: string;
  scope: TenantScope;
  subjects: Subjects;
  /** Stands in what only the tenant's people may see, and in what everybody may. */
  marks: { secret: string; shown: string };
  /** A course that the instructor does not teach. */
  colleagues: Subjects;
  members: Record<Role | "spare", string>;
  /** Things to change, beside those that are looked at. */
  spare: {
    course: string;
    courseSlug: string;
    run: string;
    otherRun: string;
    session: string;
    enrollment: string;
    my: string;
    /** The question to a guardian that nobody answered. */
    guardian: string;
    doorLink: string;
    /** The id of an open invitation, and the secret of another one. */
    invitation: string;
    invited: string;
    /** A tag and a group that the customer has, a task, and the second of two views. */
    tag: string;
    group: string;
    task: string;
    view: string;
    /** A segment that no page is asked for. */
    segment: string;
    /** A template in Kakao's review. */
    alimtalk: string;
    /** The second of two files with everything. */
    export: string;
    /** Files of customers: one for each deed. */
    imports: { map: string; decide: string; bringIn: string; undo: string; again: string; drop: string };
    /** Two records to be merged, and a merge to be taken back. */
    records: { one: string; other: string };
    merge: string;
    /** An e-mail address, the second of two shops, the first of two files, the second of two own fields. */
    contact: string;
    shop: string;
    file: string;
    field: string;
    /** A request to be answered, and somebody to be held, let go and erased. */
    privacy: { request: string; customer: string };
    /** Expected at the class that is on, each to be checked in by another means. */
    atTheDoor: { enrollment: string; code: string; four: string }[];
  };
}

/** Half an hour before the class: people may still apply, the wall is open and so is the door. */
const beforeClass = "2026-12-05T04:30:00Z";
const soon = [{ date: "2026-12-05", start: "14:00", end: "16:00" }];
const later = (day: number) => [{ date: `2027-01-${day}`, start: "14:00", end: "16:00" }];
export const password = "a matrix is no film";

export interface TwoTenants {
  own: World;
  other: World;
  suspended: World;
  people: Person[];
  /** One that nobody has yet, to be uploaded. */
  picture: Uint8Array<ArrayBuffer>;
}

/** Two tenants alike, a third one that is suspended, and everybody who might look at them, signed in. */
export async function twoTenants(installation: Installation): Promise<TwoTenants> {
  await moveClockTo(beforeClass);
  const [own, other, suspended] = [
    await makeWorld("own-shop"),
    await makeWorld("other-shop"),
    await makeWorld("closed-shop"),
  ];
  await outsideTenants((tx) =>
    makeAccount(tx, { email: "operator@example.com", name: "Operator", password, isOperator: true }),
  );
  await join(own.scope, "removed@example.com", "staff");
  const people = await everybody(installation.urls);
  await inTransaction(own.scope, async (tx) => {
    const { id } = await tx.db.membership.findFirstOrThrow({
      where: { account: { email: "removed@example.com" } },
    });
    await removeMember(tx, { membershipId: id });
  });
  await suspend(installation.ownerUrl, suspended.slug);
  return { own, other, suspended, people, picture: new Uint8Array(await picture("another-shop")) };
}

/** In turn at every process of the installation. */
async function everybody(urls: readonly string[]): Promise<Person[]> {
  const member = (tenant: "own" | "other", role: Role) =>
    ({ name: `${role} of ${tenant}`, tenant, role, email: `${role}@${tenant}-shop.example.com` }) as const;
  const wanted: (Partial<Person> & { name: string; email?: string })[] = [
    { name: "anonymous" },
    member("own", "owner"),
    member("own", "staff"),
    member("own", "instructor"),
    member("other", "owner"),
    member("other", "staff"),
    member("other", "instructor"),
    { name: "removed member", email: "removed@example.com" },
    { name: "owner of a suspended tenant", tenant: "suspended", email: "owner@closed-shop.example.com" },
    { name: "operator", isOperator: true, email: "operator@example.com" },
  ];
  return Promise.all(
    wanted.map(async ({ email, ...who }, index) => {
      const browser = new Browser(urls[index % urls.length] as string, `192.0.2.${index + 1}`);
      if (email) await browser.signIn(email, password);
      return { ...who, browser, signedIn: email !== undefined };
    }),
  );
}

/** No verb does this yet: the installation's owner does it by hand. */
async function suspend(ownerUrl: string, slug: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("UPDATE tenant SET status = 'suspended' WHERE slug = $1", [slug]);
  await client.end();
}

const word = () => [...randomBytes(14)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");

async function makeWorld(slug: string): Promise<World> {
  const marks = { secret: `s${word()}`, shown: `p${word()}` };
  const owner = { email: `owner@${slug}.example.com`, name: `Owner ${marks.secret}`, password };
  const made = await makeTenant({ slug, name: `Shop ${marks.shown}`, owner });
  const scope = made.owner;
  await loadStarter(scope);
  // As in a business that was there before the starter set had this text.
  await inTransaction(scope, ({ db }) =>
    db.definition.updateMany({ where: { kind: "template", key: "birthday" }, data: { key: "once_a_year" } }),
  );
  await changePrivacyPolicy(scope, {
    version: 1,
    privacyPolicy: `We of ${marks.shown} keep what you tell us.`,
  });
  const instructor = await join(scope, `instructor@${slug}.example.com`, "instructor", marks.secret);
  const members = {
    owner: made.membershipId,
    instructor,
    staff: await join(scope, `staff@${slug}.example.com`, "staff", marks.secret),
    spare: await join(scope, `spare@${slug}.example.com`, "staff", marks.secret),
  };
  const place = { placeName: `Hall ${marks.shown}`, capacity: 20 };
  const course = await listed(scope, `Lecture ${marks.shown}`, "lecture", instructor);
  await setCover(scope, { courseId: course.id, upload: await picture(slug) });
  await setTemplatePicture(scope, { key: "confirmed", upload: await picture(slug) });
  const run = await makeRun(scope, { courseId: course.id, sessions: soon, ...place });
  const colleagues = await listed(scope, `Practice ${marks.shown}`, "practice", null);
  const colleaguesRun = await makeRun(scope, { courseId: colleagues.id, sessions: soon, ...place });
  const draft = await makeCourse(scope, { kind: "lecture", title: `Plan ${marks.secret}`, slug: "plan" });
  const spareRun = await makeRun(scope, { courseId: course.id, sessions: later(15), ...place });
  const otherRun = await makeRun(scope, { courseId: course.id, sessions: later(22), ...place });
  const customer = await applied(scope, run.id, `Customer ${marks.secret}`, "010-1234-5678");
  const colleague = await applied(scope, colleaguesRun.id, `Colleague ${marks.secret}`, "010-2345-6789");
  const spare = await applied(scope, spareRun.id, `Spare ${marks.secret}`, "010-3456-7890");
  await addNote(scope, { customerId: customer.customerId, text: `Note ${marks.secret}` });
  const colleaguesFile = await addFile(scope, { customerId: colleague.customerId, ...paper(marks.secret) });
  await followEnrollment(scope, customer.enrollmentId, "enrollment.confirmed");
  await asked(scope, run.sessionIds[0] as string);
  await segment(scope, `Segment ${marks.secret}`);
  const kept = await keptByHand(scope, made.membershipId, customer.customerId, marks.secret);
  await madeImport(scope, { state: "checked", mark: marks.secret });
  await askedToSee(scope, customer.customerId);
  await madeExport(scope, marks.secret);
  await madeSending(scope, marks.secret);
  const subjects = await subjectsOf(slug, { courseSlug: "lecture", customer: customer.customerId });
  return {
    slug,
    scope,
    marks,
    subjects,
    members,
    colleagues: {
      ...subjects,
      course: colleagues.id,
      courseSlug: colleagues.slug,
      run: colleaguesRun.id,
      session: colleaguesRun.sessionIds[0] as string,
      enrollment: colleague.enrollmentId,
      customer: colleague.customerId,
      otherCustomer: customer.customerId,
      customerFile: colleaguesFile.id,
    },
    spare: {
      course: draft.id,
      courseSlug: draft.slug,
      run: spareRun.id,
      otherRun: otherRun.id,
      session: spareRun.sessionIds[0] as string,
      enrollment: spare.enrollmentId,
      my: await inTransaction(scope, (tx) => makeLink(tx, "my", spare.enrollmentId)),
      guardian: await questionToGuardian(scope, spare.customerId),
      doorLink: await doorLinkOf(scope, subjects.session),
      invitation: await openInvitation(scope, slug),
      segment: await segment(scope, `Spare segment ${marks.secret}`),
      ...kept,
      privacy: await privacyOf(scope, customer.customerId, marks.secret),
      alimtalk: await alimtalkTemplateOf(scope, marks.secret),
      export: await madeExport(scope, marks.secret),
      imports: {
        map: await madeImport(scope, { state: "checked", mark: marks.secret }),
        decide: await madeImport(scope, { state: "checked", mark: marks.secret }),
        bringIn: await madeImport(scope, { state: "checked", mark: marks.secret }),
        undo: await madeImport(scope, { state: "done", mark: marks.secret }),
        again: await madeImport(scope, { state: "failed", mark: marks.secret }),
        drop: await madeImport(scope, { state: "checked", mark: marks.secret }),
      },
      invited: await invitedSecret(scope, `guest@${slug}.example.com`, "staff"),
      atTheDoor: await Promise.all(
        ["4001", "4002", "4003", "4004"].map((four) => expected(scope, run.id, four)),
      ),
    },
  };
}

/** An account and a sender with a copy of its proof; nothing that could send a text. */
async function madeSending(scope: TenantScope, mark: string): Promise<void> {
  await saveSendingAccount(scope, {
    id: undefined,
    provider: "smtp",
    key: `user ${mark}`,
    secret: "password",
    label: `Account ${mark}`,
    priority: 1,
    serverUrl: "smtp://127.0.0.1:2525",
    mailFrom: "hello@example.com",
    priceEmail: null,
  });
  const { id } = await recordSender(scope, {
    number: "02-555-0101",
    proof: "service_certificate",
    description: `Certificate ${mark}`,
    registeredOn: "2026-01-01",
  });
  await addPaper(scope, { id, upload: paper(mark).upload });
}

/** Of a record without an application: answered it changes nothing else. */
const questionToGuardian = (scope: TenantScope, customerId: string) =>
  inTransaction(scope, async (tx) => {
    const id = newId();
    await tx.db.guardianConsent.create({
      data: { tenantId: tx.tenantId, id, customerId, state: "waiting", askedAt: tx.now },
    });
    return makeLink(tx, "guardian", id);
  });

async function keptByHand(scope: TenantScope, membershipId: string, customerId: string, mark: string) {
  const tag = await tagCustomer(scope, { customerId, name: `Tag ${mark}` });
  const group = await makeGroup(scope, { name: `Group ${mark}` });
  await addToGroup(scope, { customerId, groupId: group.id });
  const task = { title: `Task ${mark}`, dueOn: null, assigneeId: membershipId, customerId };
  const viewed = { ...scope, membershipId, role: "owner" as const };
  const view = (name: string) =>
    saveView(viewed, { name: `${name} ${mark}`, shared: true, query: "came=yes" });
  await view("First view");
  const email = (address: string) =>
    addContactPoint(scope, { customerId, channel: "email", address, label: `Label ${mark}` });
  await email(`${mark}@example.com`);
  const shopCalled = (name: string) =>
    addShop(scope, { customerId, name, businessNumber: null, choice: "new" });
  await shopCalled(`Shop ${mark}`);
  await shopCalled(`Second shop ${mark}`);
  const shop = await inTransaction(scope, ({ db }) =>
    db.shop.findFirstOrThrow({ where: { name: `Second shop ${mark}` }, select: { id: true } }),
  );
  const files = [
    await addFile(scope, { customerId, ...paper(`File ${mark}`) }),
    await addFile(scope, { customerId, ...paper(`Second file ${mark}`) }),
  ];
  const fields = [
    await addField(scope, { label: `Field ${mark}`, kind: "text", options: [] }),
    await addField(scope, { label: `Second field ${mark}`, kind: "text", options: [] }),
  ];
  const record = async (phone: string) =>
    (await addCustomer(scope, { name: `Record ${mark}`, phone, shop: null, note: null })).id;
  const [one, other, survivorId, goneId] = [
    await record("010-6000-0001"),
    await record("010-6000-0002"),
    await record("010-6000-0003"),
    await record("010-6000-0004"),
  ];
  const { seen } = await previewMerge(scope, survivorId, goneId);
  return {
    records: { one, other },
    merge: (await merge(scope, { survivorId, goneId, seen })).mergeId,
    // The first is preferred already.
    contact: (await email(`second-${mark}@example.com`)).id,
    shop: shop.id,
    file: files[0]?.id as string,
    field: fields[1]?.id as string,
    tag: tag.id,
    group: group.id,
    task: (await addTask(scope, task)).id,
    view: (await view("View")).id,
  };
}

const askedToSee = async (scope: TenantScope, customerId: string) =>
  (
    await registerRequest(scope, {
      customerId,
      kind: "access",
      askedBy: "self",
      askedOn: "2026-12-01",
      checkedHow: "Called back",
      wish: null,
    })
  ).id;

async function privacyOf(scope: TenantScope, customerId: string, mark: string) {
  const asked = { name: `Leaving ${mark}`, phone: "010-4567-8901", shop: null, note: null };
  return {
    request: await askedToSee(scope, customerId),
    customer: (await addCustomer(scope, asked)).id,
  };
}

const paper = (name: string) => ({
  name: `${name}.pdf`,
  upload: new TextEncoder().encode(`%PDF-1.7\n% ${name}\n%%EOF\n`),
});

const segment = async (scope: TenantScope, name: string) =>
  (await makeSegment(scope, { name, condition: { fact: "enrollment.count", is: "gte", value: 1 } })).id;

const doorLinkOf = async (scope: TenantScope, sessionId: string) =>
  (await doorLinks(scope, sessionId))[0]?.id ?? newId();

const asked = (scope: TenantScope, sessionId: string) =>
  inTransaction(scope, (tx) =>
    ask(tx, {
      kind: "attendance.unmarked",
      subject: { kind: "class_session", id: sessionId },
      question: {
        kicker: { key: "attendance.kicker" },
        title: { key: "attendance.title", values: { count: 1 } },
      },
      options: [{ key: "absent", label: { key: "attendance.absent" } }],
      default: "absent",
      deadline: new Date("2026-12-06T00:00:00Z"),
    }),
  );

async function listed(scope: TenantScope, title: string, slug: string, instructorId: string | null) {
  const course = await makeCourse(scope, { kind: "lecture", title, slug, instructorId });
  const changes = { description: title, surveyKey: "after_course" };
  await changeCourse(scope, { id: course.id, version: 1, changes });
  await changeVisibility(scope, { id: course.id, visibility: "listed" });
  return course;
}

const applied = (scope: TenantScope, runId: string, name: string, phone: string) =>
  apply(scope, {
    runId,
    name,
    phone,
    waitIfFull: false,
    consents: ["collection", "advertising"],
    evidence: { locale: "ko", source: "application_form" },
  });

async function join(scope: TenantScope, email: string, role: Role, mark = ""): Promise<string> {
  const secret = await invitedSecret(scope, email, role);
  const { accountId } = await acceptAsNewAccount(secret, { name: `${role} ${mark}`.trim(), password });
  return inTransaction(scope, async ({ db }) => {
    const { id } = await db.membership.findFirstOrThrow({ where: { accountId } });
    return id;
  });
}

async function invitedSecret(scope: TenantScope, email: string, role: Role): Promise<string> {
  const { text } = await invite(scope, { email, role });
  return /\/invitations\/([\w-]+)/.exec(text)?.[1] as string;
}

async function openInvitation(scope: TenantScope, slug: string): Promise<string> {
  const email = `invited@${slug}.example.com`;
  await invite(scope, { email, role: "staff" });
  return inTransaction(
    scope,
    async ({ db }) => (await db.invitation.findFirstOrThrow({ where: { email } })).id,
  );
}

async function expected(scope: TenantScope, runId: string, four: string) {
  const { enrollmentId } = await applied(scope, runId, "Guest", `010-4444-${four}`);
  return { enrollment: enrollmentId, code: await standingLink(scope, "check_in", enrollmentId), four };
}

/** Another one for each tenant. */
const picture = (slug: string) =>
  sharp({
    create: { width: 1200, height: 800, channels: 3, background: { r: slug.length * 9, g: 120, b: 90 } },
  })
    .jpeg()
    .toBuffer();
