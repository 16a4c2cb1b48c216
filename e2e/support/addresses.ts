import { mailLink } from "@/lib/accounts/mail-links";
import { makeDoorLink } from "@/lib/enrollments/door";
import { standingLink } from "@/lib/enrollments/standing-links";
import { makeWallCode } from "@/lib/enrollments/wall-code";
import { draftShortLink } from "@/lib/messages/links/short-links";
import { templateBody } from "@/lib/messages/schema";
import { newId } from "@/lib/platform/ids";
import { makeLink } from "@/lib/platform/personal-links";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { invite } from "@/lib/tenants/invitations";
import { tenantBySlug } from "@/lib/tenants/tenants";

/** One tenant's own things, as they stand in addresses. */
export interface Subjects {
  slug: string;
  course: string;
  courseSlug: string;
  cover: string;
  run: string;
  session: string;
  enrollment: string;
  customer: string;
  otherCustomer: string;
  shop: string;
  customerFile: string;
  survey: string;
  followUp: string;
  template: string;
  templatePicture: string;
  segment: string;
  import: string;
  export: string;
  decision: string;
  message: string;
  privacyRequest: string;
  account: string;
  sender: string;
  invitation: string;
  resetLink: string;
  signInLink: string;
  tokens: {
    my: string;
    survey: string;
    preferences: string;
    checkIn: string;
    door: string;
    here: string;
    guardian: string;
    short: string;
  };
}

const nowhere = (kind: string) => `${kind}${"0".repeat(28)}`.slice(0, 28);

/** Of the right form, and nobody's. */
export const missingSubjects = (): Subjects => ({
  slug: "no-such-tenant",
  course: newId(),
  courseSlug: "no-such-course",
  cover: "0123456789abcdef-1600.jpg",
  run: newId(),
  session: newId(),
  enrollment: newId(),
  customer: newId(),
  otherCustomer: newId(),
  shop: newId(),
  customerFile: newId(),
  survey: "no_such_survey",
  followUp: "no_such_follow_up",
  template: "no_such_template",
  templatePicture: newId(),
  segment: newId(),
  import: newId(),
  export: newId(),
  decision: newId(),
  message: newId(),
  privacyRequest: newId(),
  account: newId(),
  sender: newId(),
  invitation: nowhere("i"),
  resetLink: nowhere("r"),
  signInLink: nowhere("s"),
  tokens: {
    my: nowhere("m"),
    survey: nowhere("s"),
    preferences: nowhere("p"),
    checkIn: nowhere("c"),
    door: nowhere("d"),
    here: nowhere("h"),
    guardian: nowhere("g"),
    short: nowhere("s").slice(0, 17),
  },
});

/** Links that a tenant's people hold, and the ids behind its pages. Makes the links that are made on demand. */
export async function subjectsOf(
  slug: string,
  wanted: { courseSlug?: string; customer?: string } = {},
): Promise<Subjects> {
  const tenant = await tenantBySlug(slug);
  if (!tenant) throw new Error(`there is no tenant ${slug}`);
  const scope = systemScope(tenant.id, tenant.locale);
  const found = await inTransaction(scope, async ({ db }) => {
    const enrollment = await db.enrollment.findFirstOrThrow({
      where: {
        state: { in: ["confirmed", "completed"] },
        run: { sessions: { some: { cancelledAt: null } }, course: { ...courseOf(wanted.courseSlug) } },
        ...(wanted.customer ? { customerId: wanted.customer } : {}),
      },
      include: {
        run: {
          include: {
            course: true,
            sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "desc" }, take: 1 },
          },
        },
      },
      orderBy: { id: "asc" },
    });
    const owner = await db.membership.findFirstOrThrow({
      where: { role: "owner", removedAt: null },
      include: { account: { select: { email: true } } },
    });
    const decision = await db.decision.findFirst({ where: { state: "open" }, select: { id: true } });
    const followUp = await db.definition.findFirst({ where: { kind: "follow_up" }, orderBy: { key: "asc" } });
    const template = await db.definition.findFirst({
      where: { kind: "template", key: "confirmed" },
      include: { versions: { orderBy: { number: "desc" }, take: 1 } },
    });
    const segment = await db.definition.findFirst({ where: { kind: "segment" }, orderBy: { key: "asc" } });
    const message = await db.message.findFirst({ orderBy: { id: "asc" }, select: { id: true } });
    const request = await db.privacyRequest.findFirst({
      where: { kind: "access", state: "open" },
      orderBy: { id: "asc" },
      select: { id: true },
    });
    const account = await db.providerAccount.findFirst({ orderBy: { id: "asc" }, select: { id: true } });
    const sender = await db.senderNumber.findFirst({ orderBy: { id: "asc" }, select: { id: true } });
    const file = await db.storedFile.findFirst({
      where: { id: enrollment.run.course.coverFileId ?? newId() },
      select: { sha256: true },
    });
    const imported = await db.customerImport.findFirst({ orderBy: { id: "asc" }, select: { id: true } });
    const exported = await db.tenantExport.findFirst({
      where: { state: "ready" },
      orderBy: { id: "asc" },
      select: { id: true },
    });
    const shop = await db.customerShop.findFirst({ orderBy: { shopId: "asc" }, select: { shopId: true } });
    const kept = await db.customerFile.findFirst({
      where: { customerId: enrollment.customerId, removedAt: null },
      orderBy: { id: "desc" },
      select: { id: true },
    });
    const other = await db.customer.findFirst({
      where: { id: { not: enrollment.customerId }, erasedAt: null },
      orderBy: { id: "asc" },
      select: { id: true },
    });
    return {
      enrollment,
      other,
      owner,
      decision,
      followUp,
      template,
      segment,
      imported,
      exported,
      message,
      request,
      account,
      sender,
      file,
      shop,
      kept,
    };
  });
  const { enrollment, owner } = found;
  const { run } = enrollment;
  const session = run.sessions[0];
  if (!session) throw new Error("the run has no session");
  const nothing = missingSubjects();
  return {
    slug,
    course: run.course.id,
    courseSlug: run.course.slug,
    cover: found.file ? `${found.file.sha256.slice(0, 16)}-1600.jpg` : nothing.cover,
    run: run.id,
    session: session.id,
    enrollment: enrollment.id,
    customer: enrollment.customerId,
    otherCustomer: found.other?.id ?? nothing.otherCustomer,
    shop: found.shop?.shopId ?? nothing.shop,
    customerFile: found.kept?.id ?? nothing.customerFile,
    survey: run.course.surveyKey ?? "after_course",
    followUp: found.followUp?.key ?? nothing.followUp,
    template: found.template?.key ?? nothing.template,
    templatePicture:
      templateBody.safeParse(found.template?.versions[0]?.body).data?.imageFileId ?? nothing.templatePicture,
    segment: found.segment?.key ?? nothing.segment,
    import: found.imported?.id ?? nothing.import,
    export: found.exported?.id ?? nothing.export,
    decision: found.decision?.id ?? nothing.decision,
    message: found.message?.id ?? nothing.message,
    privacyRequest: found.request?.id ?? nothing.privacyRequest,
    account: found.account?.id ?? nothing.account,
    sender: found.sender?.id ?? nothing.sender,
    invitation: secretIn(await invite(scope, { email: `guest-${newId()}@example.com`, role: "staff" })),
    resetLink: secretIn(await mailTo("reset", owner.account.email)),
    signInLink: secretIn(await mailTo("sign_in", owner.account.email)),
    tokens: {
      my: await inTransaction(scope, (tx) => makeLink(tx, "my", enrollment.id)),
      survey: await standingLink(scope, "survey", enrollment.id),
      preferences: await standingLink(scope, "preferences", enrollment.customerId),
      checkIn: await standingLink(scope, "check_in", enrollment.id),
      door: await doorOf(scope, session.id),
      here: await makeWallCode(scope, session.id),
      guardian: await guardianLink(scope, enrollment.customerId),
      short: found.message
        ? await shortLink(scope, { messageId: found.message.id, course: run.course.slug })
        : nothing.tokens.short,
    },
  };
}

/** Of a guardian who agreed already: a page to look at that holds nobody back. */
const guardianLink = (scope: TenantScope, customerId: string) =>
  inTransaction(scope, async (tx) => {
    const { db, tenantId, now } = tx;
    const known = await db.guardianConsent.findFirst({ where: { customerId }, select: { id: true } });
    const id = known?.id ?? newId();
    if (!known)
      await db.guardianConsent.create({
        data: { tenantId, id, customerId, state: "confirmed", askedAt: now, answeredAt: now, means: "link" },
      });
    return makeLink(tx, "guardian", id);
  });

/** To the course's page, which is everybody's. */
const shortLink = (scope: TenantScope, { messageId, course }: { messageId: string; course: string }) =>
  inTransaction(scope, async ({ db, tenantId, now }) => {
    const tenant = await db.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    const draft = draftShortLink(tenant, { messageId, path: `/${tenant.slug}/${course}`, now });
    if (!draft) throw new Error("no short link leads to the course");
    await db.shortLink.createMany({ data: [draft.row] });
    return draft.address.split("/s/")[1] ?? "";
  });

const courseOf = (slug: string | undefined) =>
  slug ? { slug } : { visibility: { in: ["listed", "link_only"] } };

/** A door may be over for a class long past; then nobody's. */
const doorOf = (scope: TenantScope, sessionId: string) =>
  makeDoorLink(scope, { sessionId, helper: "Helper" }).catch(() => nowhere("d"));

const mailTo = (purpose: "reset" | "sign_in", email: string) =>
  mailLink(purpose, email, { network: `matrix ${email}`, locale: "ko" });

function secretIn(mail: { text: string } | null): string {
  const secret = /\/([A-Za-z0-9_-]{20,})\s/.exec(`${mail?.text}\n`)?.[1];
  if (!secret) throw new Error("the mail holds no link");
  return secret;
}
