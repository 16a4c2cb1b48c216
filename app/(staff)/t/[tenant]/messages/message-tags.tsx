import { getTranslations } from "next-intl/server";
import { Tag, type Tone } from "@/components/ui/tag";
import type { Forecast } from "@/lib/messages/forecast";
import type { MessageState } from "@/lib/messages/schema";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { Locale } from "@/lib/platform/tenancy";

const tones: Record<MessageState, Tone> = {
  planned: "plain",
  held: "warn",
  claimed: "plain",
  submitting: "plain",
  accepted: "plain",
  sent: "plain",
  delivered: "good",
  undelivered: "bad",
  failed: "bad",
  blocked: "bad",
  unclear: "warn",
  cancelled: "plain",
  expired: "warn",
};

/** Where a message stands. */
export async function StateTag({ state }: { state: MessageState }) {
  const words = await getTranslations("messages");
  return <Tag tone={tones[state]}>{words(`states.${state}`)}</Tag>;
}

const expectedTones: Record<Forecast["outcome"], Tone> = {
  send: "good",
  hold: "warn",
  wait: "warn",
  block: "bad",
  expire: "bad",
  undecided: "plain",
};

/** What would become of a planned one as things stand. */
export async function ExpectedTag({
  forecast,
  zone,
  locale,
}: {
  forecast: Forecast;
  zone: string;
  locale: Locale;
}) {
  const words = await getTranslations("messages");
  const until = forecast.until ? formatShort(forecast.until, zone, locale) : "";
  return <Tag tone={expectedTones[forecast.outcome]}>{words(`outcomes.${forecast.outcome}`, { until })}</Tag>;
}
