import type { Course } from "@/lib/platform/database/generated/client";
import type { Locale, Tx } from "@/lib/platform/tenancy";
import type { CourseKind, Visibility } from "./schema";

/** Nobody outside sees a draft. */
export async function isHidden(tx: Tx, courseId: string): Promise<boolean> {
  return (await tx.db.course.count({ where: { id: courseId, visibility: "draft" } })) > 0;
}

/** What anybody may know of the tenant of this scope. */
export async function publicTenant(tx: Tx) {
  const tenant = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId } });
  const settings = await tx.db.tenantSettings.findFirst();
  return {
    slug: tenant.slug,
    name: tenant.name,
    locale: tenant.locale as Locale,
    zone: tenant.zone,
    brandColor: tenant.brandColor,
    introduction: settings?.introduction ?? null,
    privacyPolicy: settings?.privacyPolicy ?? null,
    business: {
      name: settings?.businessName ?? null,
      representative: settings?.representative ?? null,
      number: settings?.businessNumber ?? null,
      address: settings?.address ?? null,
      phone: settings?.phone ?? null,
      email: settings?.email ?? null,
    },
  };
}

type CourseRow = Course & { cover: { sha256: string; width: number | null; height: number | null } | null };

export const publicCourse = (course: CourseRow) => ({
  slug: course.slug,
  kind: course.kind as CourseKind,
  title: course.title,
  subtitle: course.subtitle,
  description: course.description,
  locale: course.locale as Locale,
  visibility: course.visibility as Visibility,
  takeAways: takeAwaysOf(course),
  teacher: course.teacherName ? { name: course.teacherName, words: course.teacherWords } : null,
  faq: faqOf(course),
  forChildren: course.forChildren,
  cover: course.cover && {
    sha256: course.cover.sha256,
    width: course.cover.width ?? 1600,
    height: course.cover.height ?? 900,
  },
});

/** The verbs write these lists through their schema, so that their shape is known here. */
export const takeAwaysOf = (course: Pick<Course, "takeAways">) => course.takeAways as string[];
export const faqOf = (course: Pick<Course, "faq">) => course.faq as { question: string; answer: string }[];
