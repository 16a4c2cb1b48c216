import { recordEvent } from "@/lib/platform/events";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { changeSlugInput } from "./schema";
import { slugFrom, slugProblem } from "./slug";

/**
 * Moves a course to another address. The old one stays its own for ever and redirects; going back to it is allowed.
 * Refuses an address that another course has or ever had.
 */
export async function changeSlug(tenant: TenantScope, given: { id: string; slug: string }): Promise<void> {
  const { id, slug } = changeSlugInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const course = await tx.db.course.findFirst({ where: { id }, select: { slug: true } });
    if (!course) throw new Refusal("not_found", "courses.notFound");
    if (course.slug === slug) return;
    await keepSlug(tx, course.slug, id);
    if (!(await claimSlug(tx, slug, id))) throw new Refusal("conflict", "courses.slug.taken");
    await tx.db.course.updateMany({ where: { id }, data: { slug } });
    await recordEvent(
      tx,
      "course.address_changed",
      { kind: "course", id },
      { before: course.slug, after: slug },
    );
    await publicPageChanged(tx);
  });
}

/** A free address for a course that is being made, from its title. Kept for it before the course itself is written. */
export async function freeSlug(tx: Tx, title: string): Promise<string> {
  const wanted = slugFrom(title);
  const similar = { startsWith: wanted };
  const used = new Set([
    ...(await tx.db.course.findMany({ where: { slug: similar }, select: { slug: true } })).map(
      ({ slug }) => slug,
    ),
    ...(await tx.db.courseSlug.findMany({ where: { slug: similar }, select: { slug: true } })).map(
      ({ slug }) => slug,
    ),
  ]);
  if (!used.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!used.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

/** The shape and reserved words of an address, refused with the reason. */
export function checkSlug(slug: string): void {
  const problem = slugProblem(slug);
  if (problem) throw new Refusal("invalid", `courses.slug.${problem}`);
}

/**
 * Takes an address for a course; false when another course has or had it. The key of course_slug decides between two
 * who want it at once: the second waits for the first and then finds the row.
 */
export async function claimSlug(tx: Tx, slug: string, courseId: string): Promise<boolean> {
  checkSlug(slug);
  const other = await tx.db.course.count({ where: { slug, NOT: { id: courseId } } });
  if (other > 0) return false;
  await keepSlug(tx, slug, courseId);
  const owner = await tx.db.courseSlug.findFirst({ where: { slug }, select: { courseId: true } });
  return owner?.courseId === courseId;
}

async function keepSlug(tx: Tx, slug: string, courseId: string): Promise<void> {
  await tx.db.courseSlug.createMany({
    data: [{ tenantId: tx.tenantId, slug, courseId, since: tx.now }],
    skipDuplicates: true,
  });
}

/** The course an address leads to now or led to once; null when it never did. */
export async function courseAt(tx: Tx, slug: string): Promise<{ id: string; slug: string } | null> {
  const select = { id: true, slug: true } as const;
  const here = await tx.db.course.findFirst({ where: { slug }, select });
  if (here) return here;
  const once = await tx.db.courseSlug.findFirst({ where: { slug }, select: { courseId: true } });
  return once ? tx.db.course.findFirst({ where: { id: once.courseId }, select }) : null;
}
