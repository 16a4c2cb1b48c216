import { notFound } from "next/navigation";
import { id } from "@/lib/courses/schema";
import { Refusal } from "@/lib/platform/refusal";

/** What a page is about, or the page for what is not there: an id that is none, somebody else's, an instructor's other course. */
export async function orNotFound<T>(given: string, question: (id: string) => Promise<T>): Promise<T> {
  if (!id.safeParse(given).success) notFound();
  try {
    return await question(given);
  } catch (error) {
    if (error instanceof Refusal && error.kind === "not_found") notFound();
    throw error;
  }
}
