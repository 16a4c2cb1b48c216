import { isLocale, type MessageLocale } from "@/lib/platform/i18n/messages";
import { type LinkKind, openLink } from "@/lib/platform/personal-links";
import { reservedWords } from "@/lib/platform/reserved-words";
import { inTransaction, systemScope, type Tx } from "@/lib/platform/tenancy";
import { tenantBySlug } from "@/lib/tenants/tenants";

/** The language of a course's pages; that of its tenant for an unknown course, null for an unknown tenant. */
export async function courseLocale(tenantSlug: string, courseSlug: string): Promise<MessageLocale | null> {
  if (reservedWords.has(tenantSlug)) return null;
  const tenant = await tenantBySlug(tenantSlug);
  if (!tenant) return null;
  const course = await inTransaction(systemScope(tenant.id), (tx) =>
    tx.db.course.findFirst({ where: { slug: courseSlug }, select: { locale: true } }),
  );
  return localeOr(course?.locale, tenant.locale);
}

/** The language of whoever a personal link belongs to; that of the tenant where it belongs to nobody. */
export async function linkLocale(token: string, kind: LinkKind): Promise<MessageLocale | null> {
  const link = await openLink(token, [kind]);
  if (!link) return null;
  if (kind === "door" || kind === "here") return link.tenantLocale;
  const locale = await inTransaction(systemScope(link.tenantId), (tx) => customersLocale(tx, link.subjectId));
  return localeOr(locale, link.tenantLocale);
}

/** A link's subject is an enrollment, the question to a guardian or, for preferences, the customer. */
async function customersLocale(tx: Tx, subjectId: string): Promise<string | null | undefined> {
  const about = { where: { id: subjectId }, select: { customerId: true } };
  const subject = (await tx.db.enrollment.findFirst(about)) ?? (await tx.db.guardianConsent.findFirst(about));
  const customer = await tx.db.customer.findFirst({
    where: { id: subject?.customerId ?? subjectId },
    select: { locale: true },
  });
  return customer?.locale;
}

const localeOr = (value: string | null | undefined, otherwise: MessageLocale) =>
  isLocale(value) ? value : otherwise;
