import { Checkbox, Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FormWords } from "./form-words";
import type { QuestionControl } from "./question-controls";

interface Props {
  questions: QuestionControl[];
  words: FormWords;
  valuesOf: (name: string) => string[];
  errorOf: (name: string) => string | undefined;
}

/** The owner's own questions, each by the control that is easiest on a phone. */
export function QuestionFields({ questions, words, valuesOf, errorOf }: Props) {
  return questions.map((asked) => {
    const name = `answers.${asked.key}`;
    const sent = valuesOf(asked.type === "multi_choice" ? `${name}[]` : name);
    const about = {
      mark: asked.required ? words.required : words.optional,
      hint: asked.hint,
      error: errorOf(name),
    };
    const options = asked.type === "yes_no" ? yesNo(words) : asked.options;
    switch (asked.type) {
      case "short_text":
        return (
          <TextField
            key={name}
            {...about}
            label={asked.label}
            name={name}
            size="large"
            maxLength={200}
            defaultValue={sent[0]}
          />
        );
      case "number":
        return (
          <TextField
            key={name}
            {...about}
            label={asked.label}
            name={name}
            size="large"
            inputMode="numeric"
            defaultValue={sent[0]}
          />
        );
      case "long_text":
        return (
          <TextArea
            key={name}
            {...about}
            label={asked.label}
            name={name}
            size="large"
            maxLength={2000}
            defaultValue={sent[0]}
          />
        );
      case "multi_choice":
        return (
          <Fieldset key={name} {...about} legend={asked.label}>
            {options.map(({ key, label }) => (
              <Checkbox
                key={key}
                label={label}
                name={`${name}[]`}
                value={key}
                defaultChecked={sent.includes(key)}
              />
            ))}
          </Fieldset>
        );
      case "choice":
        if (options.length > 6)
          return (
            <SelectField
              key={name}
              {...about}
              label={asked.label}
              name={name}
              size="large"
              defaultValue={sent[0] ?? ""}
              emptyWords={words.chooseOne}
              choices={options.map(({ key, label }) => ({ value: key, label }))}
            />
          );
        return <Choices key={name} {...{ asked, about, name, options, sent }} />;
      default:
        return <Choices key={name} {...{ asked, about, name, options, sent }} />;
    }
  });
}

function Choices({
  asked,
  about,
  name,
  options,
  sent,
}: {
  asked: QuestionControl;
  about: { mark: string; hint: string | undefined; error: string | undefined };
  name: string;
  options: QuestionControl["options"];
  sent: string[];
}) {
  return (
    <Fieldset {...about} legend={asked.label}>
      {options.map(({ key, label }) => (
        <Radio key={key} label={label} name={name} value={key} defaultChecked={sent[0] === key} />
      ))}
    </Fieldset>
  );
}

const yesNo = (words: FormWords) => [
  { key: "yes", label: words.yes },
  { key: "no", label: words.no },
];
