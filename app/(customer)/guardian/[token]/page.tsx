import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { Notice } from "@/components/ui/notice";
import { consentText } from "@/lib/customers/consent-texts";
import { consentPurposes } from "@/lib/customers/schema";
import { type GuardianQuestion, guardianQuestion } from "@/lib/enrollments/guardians/answering";
import { formatShort, formatWhen } from "@/lib/platform/formats/korean-time";
import { linkPage } from "@/lib/web/link";
import { answerGuardian } from "./actions";
import { GuardianForm } from "./guardian-form";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("consents.guardian");
  return { title: words("title"), robots: { index: false }, referrer: "same-origin" };
}

interface Props {
  params: Promise<{ token: string }>;
}

const zone = "Asia/Seoul";

/** A child's guardian is asked. Opening this page answers nothing: scanners open links too (domain.md row 33). */
export default async function GuardianPage({ params }: Props) {
  const { token } = await params;
  const holder = await linkPage(token, ["guardian"]);
  const question = await guardianQuestion(holder, holder.link.subjectId);
  const words = await getTranslations("consents.guardian");
  return (
    <CustomerFrame business={question.business}>
      <About question={question} locale={holder.locale} />
      {question.state === "waiting" ? (
        <ClientMessages namespaces={["consents"]}>
          <GuardianForm
            action={answerGuardian.bind(null, token)}
            consents={consentPurposes.map((purpose) =>
              consentText(purpose, holder.locale, { businessName: question.business }),
            )}
          />
        </ClientMessages>
      ) : (
        <Notice tone={question.state === "confirmed" ? "good" : "plain"} className="mt-5">
          {words(question.state)}
        </Notice>
      )}
    </CustomerFrame>
  );
}

async function About({ question, locale }: { question: GuardianQuestion; locale: "ko" | "en" }) {
  const words = await getTranslations("consents.guardian");
  const { state, child, course, guardianName, expiresAt } = question;
  const facts = course && [
    course.title,
    course.label,
    course.startsAt && formatShort(course.startsAt, zone, locale),
  ];
  return (
    <>
      {facts && <p className="text-[0.9375rem] text-ink-2">{facts.filter(Boolean).join(" · ")}</p>}
      <h1 className="mt-0.5 text-2xl leading-snug font-bold tracking-[-0.02em]">
        {words(state === "waiting" ? "heading" : "title")}
      </h1>
      {state === "waiting" && (
        <div className="mt-3 grid gap-2">
          {child && <p>{words("intro", { child })}</p>}
          {guardianName && <p className="font-semibold">{words("you", { name: guardianName })}</p>}
          {expiresAt && (
            <p className="text-[0.9375rem] text-ink-2">
              {words("until", { date: formatWhen(expiresAt, zone, locale) })}
            </p>
          )}
        </div>
      )}
    </>
  );
}
