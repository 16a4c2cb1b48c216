import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { changeVisibility, type MadeCourse, makeCourse } from "./courses";
import { makeRun } from "./runs";
import type { MakeCourse, MakeRun } from "./schema";

export interface Announcement {
  course: MakeCourse;
  run: Omit<MakeRun, "courseId">;
  publish: boolean;
}

/** A new course with its first date, published if wished: all of it or nothing. The text can be written afterwards. */
export async function announce(
  tenant: TenantScope,
  { course, run, publish }: Announcement,
): Promise<MadeCourse> {
  return inTransaction(tenant, async (tx) => {
    const made = await makeCourse(tx, course);
    await makeRun(tx, { ...run, courseId: made.id });
    if (publish) await changeVisibility(tx, { id: made.id, visibility: "listed" });
    return made;
  });
}
