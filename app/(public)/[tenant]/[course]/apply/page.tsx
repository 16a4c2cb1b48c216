import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { BrandStyle } from "@/components/enrollment/brand-style";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { Notice } from "@/components/ui/notice";
import { publicCoursePage } from "@/lib/courses/public-page";
import { consentText } from "@/lib/customers/consent-texts";
import { consentPurposes } from "@/lib/customers/schema";
import { questionsAt } from "@/lib/enrollments/application-answers";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { formatPrice } from "@/lib/platform/formats/money";
import { newId } from "@/lib/platform/ids";
import { publicScope } from "@/lib/web/public-action";
import { mayBePublicPage } from "@/lib/web/public-address";
import { applyToCourse } from "./actions";
import { ApplicationForm } from "./application-form";
import { formWords } from "./form-words";
import { questionControls } from "./question-controls";

interface Props {
  params: Promise<{ tenant: string; course: string }>;
  searchParams: Promise<{ run?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, course } = await params;
  const { page } = await found(tenant, course);
  const words = await getTranslations("enrollments.apply");
  return { title: { absolute: `${words("title", { course: page.course.title })} · ${page.tenant.name}` } };
}

export default async function ApplyPage({ params, searchParams }: Props) {
  const address = await params;
  const { page, scope } = await found(address.tenant, address.course);
  const { tenant, course } = page;
  const [locale, words, courseWords] = await Promise.all([
    getLocale(),
    getTranslations(),
    getTranslations("publicPage"),
  ]);
  const t = (key: string, values?: Record<string, string>) =>
    words(`enrollments.apply.${key}` as never, values as never);
  const wanted = (await searchParams).run;
  const takes = page.runs.filter(({ availability }) => availability === "open" || availability === "full");
  const run = wanted
    ? page.runs.find(({ id }) => id === wanted)
    : (takes.find(isOpen) ?? takes[0] ?? page.runs[0]);
  const start = run?.sessions[0]?.startsAt;
  const facts = [
    courseWords(`kind.${course.kind}`),
    run?.label,
    start && formatShort(start, tenant.zone, locale),
    run && formatPrice(run.priceWon, locale),
  ].filter(Boolean);
  const courseAddress = `/${address.tenant}/${address.course}`;
  const others = takes.filter(({ id }) => id !== run?.id);

  return (
    <CustomerFrame
      business={tenant.name}
      foot={<BusinessFoot tenant={tenant} privacy={courseWords("footer.privacy")} />}
    >
      <BrandStyle color={tenant.brandColor} />
      <p className="text-[0.9375rem] text-ink-2">{facts.join(" · ")}</p>
      <h1 className="mt-0.5 text-2xl leading-snug font-bold tracking-[-0.02em]">
        {t("title", { course: course.title })}
      </h1>
      {run && takes.includes(run) ? (
        <ApplicationForm
          action={applyToCourse.bind(null, address.tenant, address.course)}
          runId={run.id}
          idempotencyKey={newId()}
          full={run.availability === "full"}
          forChildren={course.forChildren}
          questions={questionControls(await questionsAt(scope, course.slug), locale)}
          consents={consentPurposes.map((purpose) =>
            consentText(purpose, locale, { businessName: tenant.business.name ?? tenant.name }),
          )}
          words={formWords(t, words("common.required"), words("common.optional"))}
        />
      ) : (
        <Notice tone="warn" title={t("notPossible")} className="mt-6">
          {courseWords(`availability.${run && run.availability !== "open" ? run.availability : "noDate"}`)}{" "}
          <a href={courseAddress} className="font-semibold text-accent underline">
            {t("backToCourse")}
          </a>
        </Notice>
      )}
      {others.length > 0 && (
        <nav aria-label={t("otherDates")} className="mt-8 text-[0.9375rem]">
          <h2 className="font-semibold text-ink-2">{t("otherDates")}</h2>
          <ul className="mt-1">
            {others.map((other) => (
              <li key={other.id}>
                <Link
                  prefetch={false}
                  href={`${courseAddress}/apply?run=${other.id}`}
                  className="inline-flex min-h-11 items-center text-accent underline"
                >
                  {[
                    other.label,
                    other.sessions[0] && formatShort(other.sessions[0].startsAt, tenant.zone, locale),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </CustomerFrame>
  );
}

const isOpen = ({ availability }: { availability: string }) => availability === "open";

/** Read once a request: the title and the page both need it. */
const found = cache(async (tenant: string, course: string) => {
  const [page, scope] = mayBePublicPage({ tenant, course })
    ? await Promise.all([publicCoursePage(tenant, course), publicScope(tenant)])
    : [null, null];
  if (!page || !scope) notFound();
  if ("movedTo" in page) redirect(`/${tenant}/${page.movedTo.courseSlug}/apply`);
  return { page, scope };
});

type FoundPage = Awaited<ReturnType<typeof found>>["page"];

function BusinessFoot({ tenant, privacy }: { tenant: FoundPage["tenant"]; privacy: string }) {
  const { name, phone } = tenant.business;
  const policy = tenant.privacyPolicy?.startsWith("https://")
    ? tenant.privacyPolicy
    : `/${tenant.slug}/privacy`;
  return (
    <p>
      {[name ?? tenant.name, phone].filter(Boolean).join(" · ")}
      {tenant.privacyPolicy && (
        <>
          {" · "}
          <a href={policy} className="underline">
            {privacy}
          </a>
        </>
      )}
    </p>
  );
}
