import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { TextField } from "@/components/ui/text-field";
import { type TemplateBody, templateVariables } from "@/lib/messages/schema";
import type { EditorField } from "./field";

/** What is said where a blank has no value; of the blanks in use, and of those something was said for before (row 68). */
export function FallbackFields(props: {
  field: EditorField;
  used: readonly string[];
  own: readonly string[];
  body: TemplateBody;
}) {
  const { field, used, own, body } = props;
  // A blank's place among all there are: a kept draft finds its row again whichever blanks stand before it.
  const every: string[] = [...templateVariables, ...own];
  const words = useTranslations("templates.editor");
  const names = [...new Set([...used, ...Object.keys(body.fallbacks)])].filter((name) =>
    every.includes(name),
  );
  return (
    <Disclosure summary={words("fallbacks")} open={Object.keys(body.fallbacks).length > 0}>
      <p className="mb-3 text-sm text-ink-3">{words(names.length === 0 ? "noBlanks" : "fallbacksHint")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => (
          <div key={name}>
            <input type="hidden" name={`fallbacks.v${every.indexOf(name)}.name`} value={name} />
            <TextField
              {...field(`fallbacks.v${every.indexOf(name)}.value`, body.fallbacks[name])}
              label={words("fallbackOf", { name })}
              maxLength={100}
            />
          </div>
        ))}
      </div>
    </Disclosure>
  );
}
