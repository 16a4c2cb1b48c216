import { notFound } from "next/navigation";
import { Refusal } from "@/lib/platform/refusal";

/** The answer of a question, or the page for what is not there. */
export async function orNotFound<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Refusal && error.kind === "not_found") notFound();
    throw error;
  }
}
