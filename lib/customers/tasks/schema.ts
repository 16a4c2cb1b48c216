import { z } from "zod";
import { requiredText, wholeNumber } from "@/lib/platform/form-fields";

const emptyToNull = (value: unknown) => (value === "" || value === undefined ? null : value);

export const dueDay = z.preprocess(emptyToNull, z.iso.date("errors.field.invalid").nullable());
const memberId = z.preprocess(emptyToNull, z.uuid("errors.field.invalid").nullable());
export const taskTitle = requiredText(200);

export const newTaskInput = z.object({
  title: taskTitle,
  dueOn: dueDay,
  assigneeId: memberId,
  customerId: z.preprocess(emptyToNull, z.uuid().nullable()),
});

export const changeTaskInput = z.object({
  id: z.uuid(),
  version: wholeNumber({ min: 1, max: 1_000_000_000 }),
  title: taskTitle,
  dueOn: dueDay,
  assigneeId: memberId,
});

/** The pressed button says which task and what it becomes: "<id>:done" or "<id>:open". */
export const setTaskInput = z.object({
  task: z
    .string()
    .regex(/^[0-9a-f-]{36}:(done|open)$/)
    .transform((pressed) => ({ id: pressed.slice(0, 36), done: pressed.endsWith(":done") })),
});

export const removeTaskInput = z.object({ id: z.uuid() });
