import { getTranslations } from "next-intl/server";
import { SectionHeading } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { LedgerLine } from "@/lib/customers/ledger/ledger";
import { formatDate, formatWhen } from "@/lib/platform/formats/korean-time";
import { localDate } from "@/lib/platform/zoned-time";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  customerId: string;
  lines: LedgerLine[];
  older: string | null;
  /** Whether these are not the newest. */
  paged: boolean;
}

/** The ledger, newest first, a page at a time. */
export async function Lines({ staff, customerId, lines, older, paged }: Props) {
  const words = await getTranslations("consents.lines");
  const here = `/t/${staff.tenant.slug}/customers/${customerId}/consents`;
  return (
    <section aria-labelledby="lines">
      <SectionHeading id="lines">{words("title")}</SectionHeading>
      {lines.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("none")}</p>}
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <Line key={line.id} staff={staff} customerId={customerId} line={line} />
        ))}
      </ul>
      <Pagination
        label={words("pages")}
        previous={{ words: words("newest"), ...(paged ? { href: here } : {}) }}
        next={{ words: words("older"), ...(older ? { href: `${here}?before=${older}` } : {}) }}
      />
    </section>
  );
}

type OneLine = { staff: StaffScope; customerId: string; line: LedgerLine };

async function Line({ staff, customerId, line }: OneLine) {
  const words = await getTranslations("consents");
  const { zone, slug } = staff.tenant;
  const purpose = `purposes.${line.purpose}` as "purposes.night";
  const channel = `channels.${line.channel}` as "channels.email";
  // A paper names a day and no hour.
  const onPaper = line.sourceDetail === "paper";
  const later = localDate(line.recordedAt, zone) !== localDate(line.occurredAt, zone);
  return (
    <li className="py-3 text-[0.9375rem]">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-semibold">{words(purpose)}</span>
        {words.has(channel) && <span className="text-ink-3">{words(channel)}</span>}
        <SaidTag line={line} />
      </p>
      <p className="text-ink-2">
        {(onPaper ? formatDate : formatWhen)(line.occurredAt, zone, staff.locale)}
        {later && ` · ${words("recordedLater", { date: formatDate(line.recordedAt, zone, staff.locale) })}`}
      </p>
      <p className="break-words text-ink-2">
        {[await howSaid(line), await recordedBy(line)].filter(Boolean).join(" · ")}
      </p>
      {line.note && <p className="break-words whitespace-pre-line text-ink-2">{line.note}</p>}
      {line.proof && (
        <TextLink
          whole
          href={`/t/${slug}/customers/${customerId}/files/${line.proof.fileId}`}
          className="inline-flex min-h-11 items-center break-all"
        >
          {words("proof", { name: line.proof.name })}
        </TextLink>
      )}
      {line.text.hash && <TextShown line={line} />}
    </li>
  );
}

async function SaidTag({ line: { given, claimed } }: { line: LedgerLine }) {
  const words = await getTranslations("consents.said");
  if (claimed) return <Tag>{words(given ? "claimedYes" : "claimedNo")}</Tag>;
  return <Tag tone={given ? "good" : "warn"}>{words(given ? "given" : "withdrawn")}</Tag>;
}

/** The way it was said: a page, a file by its name, or where a member heard it. */
async function howSaid({ source, sourceDetail }: LedgerLine): Promise<string> {
  const words = await getTranslations("consents");
  const key = `sources.${source}` as "sources.staff";
  const way = words(words.has(key) ? key : "sources.other");
  if (!sourceDetail) return way;
  if (source === "import") return `${way} · ${words("file", { name: sourceDetail })}`;
  const heard = `heard.${sourceDetail}` as "heard.phone";
  return source === "staff" && words.has(heard) ? `${way} (${words(heard)})` : way;
}

async function recordedBy({ by: { kind, name } }: LedgerLine): Promise<string> {
  const words = await getTranslations("consents.by");
  if (name) return words("member", { name });
  if (kind === "member") return words("someMember");
  return words(words.has(kind as "customer") ? (kind as "customer") : "system");
}

/** The exact words a person read, and the value by which anybody can check that they are these. */
async function TextShown({ line: { text } }: { line: LedgerLine }) {
  const words = await getTranslations("consents");
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        {words("textShown")}
      </summary>
      <div className="mb-2 max-w-[60ch] rounded-lg bg-sunken px-3.5 py-2.5 text-sm">
        {text.words ? (
          <>
            <p className="font-semibold">{text.words.title}</p>
            <p className="break-words whitespace-pre-line">{text.words.body}</p>
          </>
        ) : (
          <p>{words(text.version === "paper" ? "paperText" : "otherText")}</p>
        )}
        <p className="mt-2 text-ink-3">
          {text.words && `${words("version", { version: text.version, locale: text.locale })} · `}
          <span className="break-all">{words("hash", { hash: text.hash })}</span>
        </p>
      </div>
    </details>
  );
}
