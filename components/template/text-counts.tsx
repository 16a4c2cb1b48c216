"use client";

import { useTranslations } from "next-intl";
import type { TextCount } from "@/lib/messages/counting";
import type { ProviderName } from "@/lib/platform/channels/channel";
import { Tag } from "../ui/tag";
import { rangeWords, wonWords } from "./range-words";

export interface ProviderCount {
  provider: ProviderName;
  /** A business's own account, not one shown for its list prices. */
  own: boolean;
  /** Texts leave through it now. */
  active: boolean;
  inBytes: boolean;
  count: TextCount;
}

/** What a text comes to at each provider, over everybody it was counted for: length, sort, price, and where it tips over. */
export function TextCounts({ of, people, counts }: { of: string; people: number; counts: ProviderCount[] }) {
  const words = useTranslations("templates.counts");
  return (
    // biome-ignore lint/a11y/useSemanticElements: figures beside a text, not the answers of a fieldset
    <div role="group" aria-label={words("of", { of })} className="rounded-lg bg-sunken px-4 py-3 text-sm">
      <ul className="grid gap-3">
        {counts.map(({ provider, own, active, inBytes, count }) => (
          <li key={provider} className="grid gap-1 tabular-nums">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-3">
              <span className="font-semibold">{words(provider as "twilio")}</span>
              {active && <Tag tone="good">{words("active")}</Tag>}
              {!own && <Tag>{words("list")}</Tag>}
            </p>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              {inBytes ? <Bytes count={count} /> : <Segments count={count} />}
              {count.price && <span>· {words("price", { price: wonWords(count.price) })}</span>}
            </p>
            <Warnings count={count} />
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-3">{words("people", { count: people })}</p>
    </div>
  );
}

function Bytes({ count }: { count: TextCount }) {
  const words = useTranslations("templates.counts");
  return (
    <>
      <b className="text-base">{words("bytes", { range: rangeWords(count.length) })}</b>
      {count.limit !== null && (
        <span className="text-ink-3">{words("ofLimit", { limit: count.limit.toLocaleString("en-US") })}</span>
      )}
      {count.kinds.map((kind) => (
        <Tag key={kind} tone={kind === "too_long" ? "bad" : "plain"} className="bg-surface">
          {words(`kinds.${kind}`)}
        </Tag>
      ))}
    </>
  );
}

function Segments({ count }: { count: TextCount }) {
  const words = useTranslations("templates.counts");
  return (
    <>
      <b className="text-base">{words("segments", { range: rangeWords(count.segments) })}</b>
      <span>{words("units", { range: rangeWords(count.length) })}</span>
      {count.encodings.map((encoding) => (
        <span key={encoding} className="text-ink-3">
          {words(`encodings.${encoding}`)}
        </span>
      ))}
      {count.kinds.includes("too_long") && <Tag tone="bad">{words("kinds.too_long")}</Tag>}
    </>
  );
}

function Warnings({ count }: { count: TextCount }) {
  const words = useTranslations("templates.counts");
  const { kinds } = count;
  return (
    <>
      {kinds.includes("sms") && kinds.includes("lms") && <p className="text-warn">{words("tips")}</p>}
      {kinds.includes("too_long") && <p className="text-bad">{words("tooLong")}</p>}
      {count.subjectTooLong && <p className="text-bad">{words("subjectTooLong")}</p>}
    </>
  );
}
