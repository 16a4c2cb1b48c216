import { Notice } from "@/components/ui/notice";

/** What went wrong with a form as a whole, said at once; nothing when nothing did. */
export function FormProblem({ form }: { form: { problem: string | undefined } }) {
  if (!form.problem) return null;
  return (
    <Notice tone="bad" announce>
      {form.problem}
    </Notice>
  );
}
