import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { checkSlug, claimSlug, freeSlug } from "./address";
import {
  type ChangeCourse,
  changeCourseInput,
  changeVisibilityInput,
  type MakeCourse,
  makeCourseInput,
  type Visibility,
} from "./schema";

export interface MadeCourse {
  id: string;
  slug: string;
}

/** Makes a draft. Without a slug its address comes from the title; a chosen one that is taken is refused. */
export async function makeCourse(tenant: TenantScope, given: MakeCourse): Promise<MadeCourse> {
  const input = makeCourseInput.parse(given);
  if (input.slug !== undefined) checkSlug(input.slug);
  return inTransaction(tenant, async (tx) => {
    const id = newId();
    const slug = input.slug ?? (await freeSlug(tx, input.title));
    const earlier = await tx.db.courseSlug.count({ where: { slug } });
    const same = await tx.db.course.count({ where: { slug } });
    if (earlier + same > 0) throw new Refusal("conflict", "courses.slug.taken");
    const { locale } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { locale: true },
    });
    await tx.db.course.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id,
          kind: input.kind,
          slug,
          title: input.title,
          subtitle: input.subtitle ?? null,
          locale: input.locale ?? locale,
          needsApproval: input.needsApproval ?? false,
          forChildren: input.forChildren ?? false,
          instructorId: input.instructorId ?? null,
          createdAt: tx.now,
        },
      ],
      skipDuplicates: true,
    });
    if ((await tx.db.course.count({ where: { id } })) === 0)
      throw new Refusal("conflict", "courses.slug.taken");
    if (!(await claimSlug(tx, slug, id))) throw new Refusal("conflict", "courses.slug.taken");
    await recordEvent(tx, "course.made", { kind: "course", id });
    return { id, slug };
  });
}

/**
 * Changes what is said about a course. Refuses when somebody else changed it since `version`: nothing is overwritten
 * silently, and the page shows both texts side by side (G5).
 */
export async function changeCourse(tenant: TenantScope, given: ChangeCourse): Promise<{ version: number }> {
  const { id, version, changes } = changeCourseInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    if (changes.nextCourseId) await refuseCircle(tx, id, changes.nextCourseId);
    const { count } = await tx.db.course.updateMany({
      where: { id, version },
      data: { ...changes, version: { increment: 1 } },
    });
    if (count === 0) await refuseMissed(tx, id);
    await recordEvent(tx, "course.changed", { kind: "course", id }, { fields: Object.keys(changes) });
    await publicPageChanged(tx);
    return { version: version + 1 };
  });
}

/** A ladder leads somewhere: the next course may not lead back to this one. */
async function refuseCircle(tx: Tx, id: string, nextId: string): Promise<void> {
  const seen = new Set<string>();
  for (let at: string | null = nextId; at !== null && !seen.has(at); ) {
    if (at === id) throw new Refusal("invalid", "courses.errors.ladderCircle");
    seen.add(at);
    const next: { nextCourseId: string | null } | null = await tx.db.course.findFirst({
      where: { id: at },
      select: { nextCourseId: true },
    });
    if (!next) throw new Refusal("not_found", "courses.notFound");
    at = next.nextCourseId;
  }
}

async function refuseMissed(tx: Tx, id: string): Promise<never> {
  if ((await tx.db.course.count({ where: { id } })) === 0) throw new Refusal("not_found", "courses.notFound");
  throw new Refusal("conflict", "courses.changedMeanwhile");
}

const eventOf: Record<Visibility, string> = {
  draft: "course.withdrawn",
  listed: "course.published",
  link_only: "course.published",
  paused: "course.paused",
  closed: "course.closed",
};

/**
 * Publishes (listed on the tenant's home, or for those who have the link), pauses, closes or takes back into draft.
 * Back into draft only while nobody has applied: their page would be gone.
 */
export async function changeVisibility(
  tenant: TenantScope,
  given: { id: string; visibility: Visibility },
): Promise<{ before: Visibility }> {
  const { id, visibility } = changeVisibilityInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const course = await courseOrRefuse(tx, id);
    const before = course.visibility as Visibility;
    if (before === visibility) return { before };
    if (visibility === "draft" && (await tx.db.enrollment.count({ where: { run: { courseId: id } } })) > 0)
      throw new Refusal("conflict", "courses.draftWithPeople");
    const { count } = await tx.db.course.updateMany({
      where: { id, visibility: before },
      data: { visibility },
    });
    if (count === 0) throw new Refusal("conflict", "courses.changedMeanwhile");
    await recordEvent(tx, eventOf[visibility], { kind: "course", id }, { before, after: visibility });
    await publicPageChanged(tx);
    return { before };
  });
}

export async function courseOrRefuse(tx: Tx, id: string) {
  const course = await tx.db.course.findFirst({ where: { id } });
  if (!course) throw new Refusal("not_found", "courses.notFound");
  return course;
}
