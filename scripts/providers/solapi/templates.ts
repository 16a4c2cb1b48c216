import { z } from "zod";

export const templateInput = z.strictObject({
  templateId: z.string().min(1),
  name: z.string().min(1),
  channelId: z.string().min(1),
  content: z.string().min(1).max(1000),
  status: z.enum(["PENDING", "INSPECTING", "APPROVED", "REJECTED"]).default("APPROVED"),
  isHidden: z.boolean().default(false),
  /** The reviewer's words. */
  comment: z.string().optional(),
  /** Whose it is; everybody's when absent. */
  apiKey: z.string().optional(),
});

export type Template = z.output<typeof templateInput>;

/** Kakao templates with where their review stands. */
export function createTemplates(known: z.input<typeof templateInput>[]) {
  let all: Template[] = [];
  const clear = () => {
    all = known.map((one) => templateInput.parse(one));
  };
  clear();
  return {
    clear,
    of: (apiKey: string): readonly Template[] => all.filter((one) => !one.apiKey || one.apiKey === apiKey),
    put(template: Template) {
      all = [...all.filter((one) => one.templateId !== template.templateId), template];
    },
  };
}

export type Templates = ReturnType<typeof createTemplates>;

export const templateResource = (template: Template, at: string) => ({
  templateId: template.templateId,
  name: template.name,
  channelId: template.channelId,
  channelGroupId: null,
  content: template.content,
  isHidden: template.isHidden,
  messageType: "BA",
  emphasizeType: "NONE",
  securityFlag: false,
  buttons: [],
  status: template.status,
  commentable: true,
  comments: template.comment ? [{ isAdmin: true, content: template.comment, dateCreated: at }] : [],
});

const variable = /#\{([^{}]{1,100})\}/g;

/** The template with its values; null when one is missing or left over, as Kakao compares the two texts. */
export function filled(content: string, variables: Record<string, string>): string | null {
  const wanted = new Set([...content.matchAll(variable)].map(([whole]) => whole));
  if (![...wanted].every((name) => Object.hasOwn(variables, name))) return null;
  return content.replace(variable, (whole) => variables[whole] ?? whole);
}
