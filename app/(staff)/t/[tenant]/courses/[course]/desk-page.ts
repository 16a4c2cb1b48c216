import { courseDesk } from "@/lib/courses/course-list";
import { staffPage } from "@/lib/web/staff";
import { orNotFound } from "../or-not-found";

export interface CourseProps {
  params: Promise<{ tenant: string; course: string }>;
}

/** For the pages that change a course: who is here, and the course. */
export async function courseToChange({ params }: CourseProps) {
  const { tenant, course } = await params;
  const staff = await staffPage(tenant, "courses.write");
  return { staff, desk: await orNotFound(course, (id) => courseDesk(staff, id)) };
}
