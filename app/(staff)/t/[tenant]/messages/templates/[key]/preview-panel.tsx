import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { rangeWords } from "@/components/template/range-words";
import { TextBubble } from "@/components/template/text-bubble";
import { Card, SectionHeading } from "@/components/ui/card";
import { SelectField } from "@/components/ui/select-field";
import { Tag } from "@/components/ui/tag";
import type { InventedKind } from "@/lib/follow-ups/invented-people";
import type { Preview } from "@/lib/follow-ups/previewing";
import { alimtalkLengths, type EditorData, type shownOf, textFor } from "./shown";

const longestAlimTalk = 1_000;

/** What one person would get, chosen from the next real ones and from invented ones every text must fit. */
export function PreviewPanel(props: {
  data: EditorData;
  shown: ReturnType<typeof shownOf>;
  preview: Preview | null;
  person: string;
  choose: (person: string) => void;
  test: ReactNode;
}) {
  const { data, shown, preview, person, choose, test } = props;
  const words = useTranslations("templates.preview");
  const editor = useTranslations("templates.editor");
  const channels = useTranslations("templates.channels");
  const chosen = data.people.find(({ id }) => id === person) ?? data.people[0];
  const invented = chosen?.id.startsWith("invented:");
  // The server's own rendering where it has answered; until then the same functions in the browser.
  const told = preview?.person ?? (chosen && textFor(data, shown.body, chosen));
  return (
    <Card as="section" aria-labelledby="preview-title">
      <SectionHeading id="preview-title">{words("title")}</SectionHeading>
      <SelectField
        label={words("for")}
        choices={data.people.map(({ id, name, note }) => ({
          value: id,
          label: id.startsWith("invented:")
            ? words(id.slice("invented:".length) as InventedKind)
            : [name, note].filter(Boolean).join(" · "),
        }))}
        value={chosen?.id ?? ""}
        onChange={(event) => choose(event.target.value)}
      />
      <div className="mt-4 grid gap-3">
        <p className="flex flex-wrap gap-2">
          <Tag tone={shown.messageClass === "advertising" ? "warn" : "plain"}>
            {editor(shown.messageClass)}
          </Tag>
          <Tag>{channels(shown.body.channel)}</Tag>
        </p>
        {told && <TextBubble subject={told.subject} body={told.body} missing={told.missing} />}
        {shown.body.channel === "alimtalk" && <AlimTalkLength data={data} shown={shown} />}
        {invented && <p className="text-sm text-ink-3">{words("invented")}</p>}
        {preview?.person && <Verdict reason={preview.person.reason} />}
      </div>
      {test}
    </Card>
  );
}

function Verdict({ reason }: { reason: string | null }) {
  const words = useTranslations("templates.preview");
  const all = useTranslations();
  if (reason === null) return <p className="text-sm text-good">{words("would")}</p>;
  return (
    <p className="text-sm text-ink-2">
      <b className="font-semibold">{words("wouldNot")}</b> {all(reason as "gate.reasons.NIGHT")}
    </p>
  );
}

function AlimTalkLength({ data, shown }: { data: EditorData; shown: ReturnType<typeof shownOf> }) {
  const words = useTranslations("templates.counts");
  const preview = useTranslations("templates.preview");
  const lengths = alimtalkLengths(data, shown.body);
  if (lengths.length === 0) return <p className="text-sm text-warn">{preview("noKakao")}</p>;
  const range = { from: Math.min(...lengths), to: Math.max(...lengths) };
  return (
    <p className="text-sm tabular-nums">
      {words("characters", { range: rangeWords(range), limit: longestAlimTalk.toLocaleString("en-US") })}
      {range.to > longestAlimTalk && <span className="block text-bad">{words("alimtalkTooLong")}</span>}
    </p>
  );
}
