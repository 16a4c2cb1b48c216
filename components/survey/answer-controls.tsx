import clsx from "clsx";
import { useTranslations } from "next-intl";
import { type AnswerValue, type Question, wordsIn } from "@/lib/definitions/questions";
import { Checkbox } from "../ui/checkbox";
import { Fieldset } from "../ui/fieldset";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface Props {
  question: Question;
  answer: AnswerValue | undefined;
  /** What was typed before a refusal. */
  typed: string | string[] | undefined;
  locale: "ko" | "en";
}

const name = "value[]";

/** The controls that answer one question. Marks, choices and yes or no are buttons that send the form by one tap. */
export function AnswerControls(props: Props) {
  switch (props.question.type) {
    case "rating":
      return <Marks {...props} />;
    case "choice":
    case "yes_no":
      return <Choices {...props} />;
    case "multi_choice":
      return <Ticks {...props} />;
    default:
      return <Text {...props} />;
  }
}

function Marks({ question, answer }: Props) {
  const words = useTranslations("surveys.page");
  const { from, to } = question.scale ?? { from: 1, to: 5 };
  const marks = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons of a question, not answers of a fieldset
    <div
      role="group"
      aria-labelledby="question"
      className={clsx("grid gap-2", marks.length > 6 ? "grid-cols-4 sm:grid-cols-6" : "grid-cols-5")}
    >
      {marks.map((mark) => (
        <AnswerButton
          key={mark}
          value={String(mark)}
          chosen={answer === mark}
          label={words("mark", { mark, to })}
          center
        >
          {mark}
        </AnswerButton>
      ))}
    </div>
  );
}

function Choices({ question, answer, locale }: Props) {
  const common = useTranslations("common");
  const choices =
    question.type === "yes_no"
      ? [
          { value: "yes", label: common("yes"), chosen: answer === true },
          { value: "no", label: common("no"), chosen: answer === false },
        ]
      : (question.options ?? []).map(({ key, label }) => ({
          value: key,
          label: wordsIn(label, locale),
          chosen: answer === key,
        }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons of a question, not answers of a fieldset
    <div role="group" aria-labelledby="question" className="grid gap-2.5">
      {choices.map(({ value, label, chosen }) => (
        <AnswerButton key={value} value={value} chosen={chosen}>
          {label}
        </AnswerButton>
      ))}
    </div>
  );
}

function AnswerButton({
  value,
  chosen,
  label,
  center,
  children,
}: {
  value: string;
  chosen: boolean;
  label?: string;
  center?: boolean;
  children: React.ReactNode;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-label={label}
      aria-pressed={chosen}
      className={clsx(
        "min-h-14 rounded-lg border px-4 py-2 text-lg font-semibold transition-colors",
        center ? "text-center tabular-nums" : "text-left",
        chosen
          ? "border-accent bg-accent-soft text-accent"
          : "border-line-strong bg-surface text-ink hover:bg-sunken",
      )}
    >
      {children}
    </button>
  );
}

function Ticks({ question, answer, typed, locale }: Props) {
  const chosen = typed ?? (Array.isArray(answer) ? answer : []);
  return (
    <Fieldset legend={<span className="sr-only">{wordsIn(question.label, locale)}</span>}>
      {(question.options ?? []).map(({ key, label }) => (
        <Checkbox
          key={key}
          name={name}
          value={key}
          label={wordsIn(label, locale)}
          defaultChecked={chosen.includes(key)}
        />
      ))}
    </Fieldset>
  );
}

function Text({ question, answer, typed, locale }: Props) {
  const label = wordsIn(question.label, locale);
  const known = (Array.isArray(typed) ? typed[0] : typed) ?? (answer === undefined ? "" : String(answer));
  const common = { label, hideLabel: true, name, defaultValue: known, size: "large" as const };
  if (question.type === "long_text") return <TextArea {...common} rows={5} maxLength={2000} />;
  if (question.type === "number") return <TextField {...common} inputMode="numeric" />;
  return <TextField {...common} maxLength={200} />;
}
