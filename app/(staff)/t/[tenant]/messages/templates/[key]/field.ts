import type { useActionForm } from "@/app/form/use-action-form";

/** Name, what was typed or is known, and what is wrong, of one control of the editor's form. */
export type EditorField = ReturnType<typeof useActionForm>["field"];
