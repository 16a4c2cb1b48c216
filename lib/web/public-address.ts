import { reservedCourseWords, reservedWords } from "@/lib/platform/reserved-words";

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;

/** Whether a path may be a tenant's public page at all. Everything else is not found without asking the database. */
export function mayBePublicPage({ tenant, course }: { tenant: string; course?: string }): boolean {
  if (!SLUG.test(tenant) || reservedWords.has(tenant)) return false;
  return course === undefined || (SLUG.test(course) && !reservedCourseWords.has(course));
}
