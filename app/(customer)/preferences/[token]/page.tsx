import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { consentText } from "@/lib/customers/consent-texts";
import { type Choice, choices, type Preferences, preferencesOf } from "@/lib/follow-ups/preferences";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type LinkScope, linkPage } from "@/lib/web/link";
import { setChoice } from "./actions";
import { ChoiceForm } from "./choice-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("followUps.preferences");
  return { title: words("title"), robots: { index: false }, referrer: "same-origin" };
}

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ said?: string | string[] }>;
}

/** Opening this page changes nothing: scanners open links too (domain.md row 33). */
export default async function PreferencesPage({ params, searchParams }: Props) {
  const { token } = await params;
  const holder = await linkPage(token, ["preferences"]);
  const preferences = await preferencesOf(holder, holder.link.subjectId);
  const words = await getTranslations("followUps.preferences");
  const said = saidOf((await searchParams).said);
  const shown = choices.filter((choice) => isShown(choice, preferences));
  return (
    <CustomerFrame business={preferences.business}>
      <h1 className="text-2xl font-bold tracking-[-0.02em]">{words("title")}</h1>
      {preferences.phone && (
        <p className="mt-1 mb-5 text-ink-2">{words("sub", { phone: preferences.phone })}</p>
      )}
      {said && (
        <Notice tone="good" announce title={words(`said.${said}`)} className="mb-5">
          {said.startsWith("marketing") ? null : words("resultComes")}
        </Notice>
      )}
      {preferences.stoppedAtCarrier && (
        <Notice tone="warn" className="mb-5">
          {words("stopped")}
        </Notice>
      )}
      <ClientMessages>
        <div className="grid gap-4">
          <Card as="section" aria-labelledby="notices">
            <Heading
              id="notices"
              on={!preferences.stoppedAtCarrier}
              words={words("notices.title")}
              state={words("notices.on")}
            />
            <p className="mt-1 text-[0.9375rem] text-ink-2">{words("notices.body")}</p>
          </Card>
          {shown.map((choice) => (
            <ChoiceCard
              key={choice}
              choice={choice}
              preferences={preferences}
              holder={holder}
              token={token}
            />
          ))}
        </div>
      </ClientMessages>
    </CustomerFrame>
  );
}

/** The night is asked about where texts come at all, mail where there is an address. */
function isShown(choice: Choice, { standing, hasMail }: Preferences): boolean {
  if (choice === "night") return standing.advertising.given;
  return choice !== "mail" || hasMail;
}

async function ChoiceCard(props: {
  choice: Choice;
  preferences: Preferences;
  holder: LinkScope;
  token: string;
}) {
  const { choice, preferences, holder, token } = props;
  const words = await getTranslations("followUps.preferences");
  const { given, since } = preferences.standing[choice];
  const { title, body } = consentText(choice, holder.locale, { businessName: preferences.business });
  return (
    <Card as="section" aria-labelledby={choice}>
      <Heading
        id={choice}
        on={given}
        words={words(`${choice}.title`)}
        state={words(given ? "state.on" : "state.off")}
      />
      <p className="mt-1 text-[0.9375rem] text-ink-2">
        {words(`${choice}.body`)}
        {since && ` ${words("since", { date: formatDate(since, "Asia/Seoul", holder.locale) })}`}
      </p>
      {!given && (
        <div className="mt-3">
          <Disclosure summary={<span className="text-[0.9375rem]">{title}</span>}>
            <p className="text-sm whitespace-pre-line">{body}</p>
          </Disclosure>
        </div>
      )}
      {choice === "advertising" && preferences.keepBefore && (
        <Keep before={preferences.keepBefore} locale={holder.locale} token={token} />
      )}
      <ChoiceForm
        action={setChoice.bind(null, token)}
        choice={choice}
        given={given}
        label={words(`${choice}.${given ? "stop" : "start"}`)}
      />
    </Card>
  );
}

/** The two years are nearly over: keeping is one tap, and doing nothing keeps as well. */
async function Keep({ before, locale, token }: { before: Date; locale: "ko" | "en"; token: string }) {
  const words = await getTranslations("followUps.preferences");
  return (
    <div className="mt-3">
      <p className="text-[0.9375rem]">
        {words("keep.body", { date: formatDate(before, "Asia/Seoul", locale) })}
      </p>
      <ChoiceForm
        action={setChoice.bind(null, token)}
        choice="advertising"
        given={false}
        label={words("keep.button")}
      />
    </div>
  );
}

function Heading({ id, on, words, state }: { id: string; on: boolean; words: string; state: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <h2 id={id} className="text-lg font-bold">
        {words}
      </h2>
      <Tag tone={on ? "good" : "plain"}>{state}</Tag>
    </div>
  );
}

type Said = `${Choice}-${"yes" | "no"}`;

/** Only what the page itself can have said: the address is anybody's to write. */
function saidOf(given: string | string[] | undefined): Said | null {
  const possible = choices.flatMap((choice) => [`${choice}-yes`, `${choice}-no`] as const);
  return possible.find((one) => one === given) ?? null;
}
