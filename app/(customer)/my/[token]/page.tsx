import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BrandStyle } from "@/components/enrollment/brand-style";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { otherDates } from "@/lib/enrollments/change";
import { type OwnEnrollment, ownEnrollment } from "@/lib/enrollments/own-enrollment";
import { checkInCode, followingLinks } from "@/lib/enrollments/own-links";
import { isOpen } from "@/lib/enrollments/states";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { formatPrice } from "@/lib/platform/formats/money";
import { linkPage } from "@/lib/web/link";
import { cancelOwn, changeDate } from "./actions";
import { Cancelling } from "./cancelling";
import { ChangingDate } from "./changing-date";
import { CheckInCode } from "./check-in-code";
import { OwnFacts } from "./own-facts";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("enrollments.my");
  return { title: words("title"), robots: { index: false, follow: false } };
}

/** What a person sees behind their link. Looking changes nothing. */
export default async function MyPage({ params }: Props) {
  const { token } = await params;
  const holder = await linkPage(token, ["my"]);
  const own = await ownEnrollment(holder, holder.link.subjectId);
  const [code, links, dates] = await Promise.all([
    checkInCode(holder, own),
    followingLinks(holder, own),
    own.mayCancel ? otherDates(holder, own.run.id) : [],
  ]);
  const { locale } = holder;
  const words = await getTranslations("enrollments.my");
  const again = !isOpen(own.state) && own.state !== "completed" && !own.run.cancelled;

  return (
    <CustomerFrame
      business={own.business.name}
      foot={<Foot own={own} preferences={links.preferences} words={words} />}
    >
      <BrandStyle color={own.business.brandColor} />
      <p className="text-[0.9375rem] text-ink-2">{words("hello", { name: own.name })}</p>
      <h1 className="mt-0.5 text-2xl leading-snug font-bold tracking-[-0.02em]">{own.course.title}</h1>
      <Notice
        tone={own.run.cancelled ? "bad" : toneOf[own.state]}
        title={words(`states.${own.state}`, { position: own.waitingPosition ?? 1 })}
        className="mt-4"
      >
        {own.run.cancelled ? words("runCancelled") : words(`explain.${own.state}`, explained(own, locale))}
      </Notice>
      {links.survey && (
        <div className="mt-4 rounded-lg border border-line bg-surface px-5 py-4">
          <p className="mb-3 text-[0.9375rem] text-ink-2">{words("surveyHint")}</p>
          <LinkButton href={`/survey/${links.survey}`} look="primary" size="large" wide prefetch={false}>
            {words("survey")}
          </LinkButton>
        </div>
      )}
      {code && <CheckInCode address={code} name={own.name} />}
      <OwnFacts own={own} locale={locale} calendar={`/my/${token}/calendar.ics`} />
      {again && (
        <LinkButton
          href={`/${own.business.slug}/${own.course.slug}/apply?run=${own.run.id}`}
          look="primary"
          size="large"
          wide
          className="mt-6"
          prefetch={false}
        >
          {words("applyAgain")}
        </LinkButton>
      )}
      {dates.length > 0 && !own.run.cancelled && (
        <ChangingDate
          action={changeDate.bind(null, token)}
          dates={dates.map(({ id, label, startsAt }) => ({
            id,
            words: [label, startsAt && formatWhen(startsAt, own.business.zone, locale)]
              .filter(Boolean)
              .join(" · "),
          }))}
          words={{
            open: words("changeDate"),
            legend: words("changeTo"),
            submit: words("change"),
            submitting: words("changing"),
          }}
        />
      )}
      {isOpen(own.state) && !own.run.cancelled && <Leaving own={own} token={token} locale={locale} />}
    </CustomerFrame>
  );
}

const toneOf = {
  applied: "plain",
  awaiting_approval: "warn",
  awaiting_payment: "warn",
  confirmed: "good",
  completed: "good",
  waitlisted: "warn",
  offered: "good",
  expired: "plain",
  declined: "plain",
  cancelled: "plain",
  moved: "plain",
} as const;

type Words = Awaited<ReturnType<typeof getTranslations<"enrollments.my">>>;

function explained(own: OwnEnrollment, locale: "ko" | "en") {
  const next = own.sessions.find(({ cancelled, endsAt }) => !cancelled && endsAt > own.now);
  return {
    price: formatPrice(own.run.priceWon * own.places, locale),
    when: next ? formatWhen(next.startsAt, next.zone, locale) : own.course.title,
  };
}

async function Leaving({ own, token, locale }: { own: OwnEnrollment; token: string; locale: "ko" | "en" }) {
  const words = await getTranslations("enrollments.my");
  const common = await getTranslations("common");
  const first = own.sessions.find(({ cancelled }) => !cancelled);
  const zone = first?.zone ?? own.business.zone;
  const when = own.deadline && formatWhen(own.deadline.at, zone, locale);
  if (!own.mayCancel)
    return (
      <p className="mt-8 border-t border-line pt-4 text-[0.9375rem] text-ink-2">
        {words("cancelOver", { when: when ?? "" })}
        {own.business.phone && (
          <a href={`tel:${own.business.phone}`} className="ml-2 font-semibold text-accent underline">
            {words("call")} {own.business.phone}
          </a>
        )}
      </p>
    );
  return (
    <Cancelling
      action={cancelOwn.bind(null, token)}
      words={{
        open: words("cancelOpen"),
        until: when && own.holdsSeat ? words("cancelUntil", { when }) : "",
        mayMove: own.deadline && !own.deadline.certain ? words("mayMove") : "",
        reason: words("cancelReason"),
        optional: common("optional"),
        hint: words("cancelReasonHint"),
        submit: words("cancel"),
        submitting: words("cancelling"),
      }}
    />
  );
}

function Foot({ own, preferences, words }: { own: OwnEnrollment; preferences: string; words: Words }) {
  return (
    <p className="flex flex-wrap items-center gap-x-4">
      <span>{[own.business.name, own.business.phone].filter(Boolean).join(" · ")}</span>
      <a href={`/preferences/${preferences}`} className="inline-flex min-h-11 items-center underline">
        {words("preferences")}
      </a>
    </p>
  );
}
