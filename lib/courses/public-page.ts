import { Refusal } from "@/lib/platform/refusal";
import {
  inTransaction,
  type Locale,
  outsideTenants,
  readOutsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";
import { courseAt } from "./address";
import { nextChange } from "./availability";
import { isHidden, publicCourse, publicTenant } from "./public-parts";
import { judgedRuns, publicRun } from "./public-runs";

/** Sitemaps end at this many addresses. */
const mostAddresses = 50_000;

/**
 * A course as anybody may see it; `movedTo` for an address it once had; null for an unknown one, a draft, or a tenant
 * that is suspended: nobody can tell these apart.
 */
export async function publicCoursePage(tenantSlug: string, courseSlug: string) {
  return inPublic(tenantSlug, async (tx) => {
    const found = await courseAt(tx, courseSlug);
    if (!found || (await isHidden(tx, found.id))) return null;
    if (found.slug !== courseSlug) return { movedTo: { courseSlug: found.slug } };
    return coursePage(tx, found.id);
  });
}

/** The same page for the owner's eyes, whatever its visibility; drafts have no button. */
export async function previewCoursePage(tenant: TenantScope, courseId: string) {
  return inTransaction(tenant, (tx) => coursePage(tx, courseId));
}

async function coursePage(tx: Tx, courseId: string) {
  const course = await tx.db.course.findFirst({ where: { id: courseId }, include: { cover: coverSize } });
  if (!course) throw new Refusal("not_found", "courses.notFound");
  const runs = await judgedRuns(tx, [course]);
  return {
    tenant: await publicTenant(tx),
    course: publicCourse(course),
    runs: runs.map(publicRun),
    now: tx.now,
    freshUntil: earliest(runs.map(({ judged }) => nextChange(judged, tx.now))),
  };
}

/** A tenant's home: its listed and paused courses, those with the soonest date first. */
export async function publicTenantHome(tenantSlug: string) {
  return inPublic(tenantSlug, async (tx) => {
    const courses = await tx.db.course.findMany({
      where: { visibility: { in: ["listed", "paused"] } },
      include: { cover: coverSize },
      orderBy: { id: "desc" },
      take: 200,
    });
    const runs = await judgedRuns(tx, courses);
    const firstOf = (courseId: string) => runs.findIndex((run) => run.courseId === courseId);
    const order = (courseId: string) => (firstOf(courseId) < 0 ? runs.length : firstOf(courseId));
    return {
      tenant: await publicTenant(tx),
      courses: [...courses]
        .sort((a, b) => order(a.id) - order(b.id))
        .map((course) => {
          const next = runs[firstOf(course.id)];
          return { course: publicCourse(course), next: next ? publicRun(next) : null };
        }),
      now: tx.now,
      freshUntil: earliest(runs.map(({ judged }) => nextChange(judged, tx.now))),
    };
  });
}

const coverSize = { select: { sha256: true, width: true, height: true } } as const;

/** The bytes of a course's picture; null when it has none or is not to be seen. */
export async function publicCourseCover(tenantSlug: string, courseSlug: string) {
  return inPublic(tenantSlug, async (tx) => {
    const found = await courseAt(tx, courseSlug);
    if (!found || (await isHidden(tx, found.id))) return null;
    const course = await tx.db.course.findFirst({ where: { id: found.id }, select: { cover: true } });
    return course?.cover ? pictureOf(course.cover) : null;
  });
}

/** The same for the owner's eyes: the picture of a draft. */
export async function coverOf(tenant: TenantScope, courseId: string) {
  return inTransaction(tenant, async (tx) => {
    const course = await tx.db.course.findFirst({ where: { id: courseId }, select: { cover: true } });
    return course?.cover ? pictureOf(course.cover) : null;
  });
}

const pictureOf = ({
  bytes,
  mediaType,
  sha256,
}: {
  bytes: Uint8Array;
  mediaType: string;
  sha256: string;
}) => ({
  bytes,
  mediaType,
  sha256,
});

/** For the sitemap: every active tenant and its listed courses. */
export async function publicAddresses(): Promise<{ tenantSlug: string; courseSlug: string | null }[]> {
  const tenants = await outsideTenants(({ db }) =>
    db.tenant.findMany({
      where: seen,
      select: { id: true, slug: true },
      orderBy: { id: "asc" },
      take: mostAddresses,
    }),
  );
  const addresses: { tenantSlug: string; courseSlug: string | null }[] = [];
  for (const { id, slug } of tenants) {
    if (addresses.length >= mostAddresses) break;
    const courses = await inTransaction(systemScope(id), ({ db }) =>
      db.course.findMany({ where: { visibility: "listed" }, select: { slug: true }, orderBy: { id: "asc" } }),
    );
    addresses.push({ tenantSlug: slug, courseSlug: null });
    addresses.push(...courses.map((course) => ({ tenantSlug: slug, courseSlug: course.slug })));
  }
  return addresses.slice(0, mostAddresses);
}

const seen = { status: "active", suspendedAt: null } as const;

async function inPublic<T>(tenantSlug: string, work: (tx: Tx) => Promise<T | null>): Promise<T | null> {
  const tenant = await readOutsideTenants((db) =>
    db.tenant.findFirst({ where: { slug: tenantSlug, ...seen }, select: { id: true, locale: true } }),
  );
  return tenant && inTransaction(systemScope(tenant.id, tenant.locale as Locale), work);
}

function earliest(moments: (Date | null)[]): Date | null {
  const known = moments.filter((moment): moment is Date => moment !== null);
  return known.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
