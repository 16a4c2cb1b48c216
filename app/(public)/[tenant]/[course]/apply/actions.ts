"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { Outcome } from "@/components/public-page/applied-document";
import { consentPurposes } from "@/lib/customers/schema";
import { apply } from "@/lib/enrollments/enrollments";
import { maskPhone } from "@/lib/platform/formats/phone-format";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { readPhone } from "@/lib/platform/phone-number";
import { publicAction } from "@/lib/web/public-action";
import type { ApplyState } from "./apply-state";
import { inEvenTime } from "./even-time";
import { applicationForm } from "./schema";

/** The answer is the same for everybody: nothing in it tells whether the number was known, or what became of it. */
const submit = publicAction(
  applicationForm,
  async (scope, { consents, answers, shop, child, guardianName, ...typed }) => {
    await apply(scope, {
      ...typed,
      ...(child && guardianName ? { guardian: { name: guardianName } } : {}),
      shop: shop ?? undefined,
      answers: Object.fromEntries(Object.entries(answers).map(([key, sent]) => [key, [sent].flat()])),
      consents: consentPurposes.filter((purpose) => consents[purpose]),
      evidence: {
        locale: scope.locale,
        source: "application_form",
        page: (await headers()).get("x-pathname") ?? `/${scope.tenant.slug}`,
        ipHash: scope.visitor.addressHash,
        userAgent: scope.visitor.userAgent,
      },
      origin: "web",
    });
    const phone = readPhone(typed.phone, { country: "KR" });
    if (phone.kind === "refused") throw new Error("apply accepted a number that cannot be read");
    return { sentTo: maskPhone(phone.e164), legacy: phone.kind === "mobile" && phone.legacy === true, child };
  },
  { limit: { name: "apply", atMost: 60, seconds: 600 } },
);

/**
 * Bound with the slugs of tenant and course. Refusals come back as sentences, so that the page needs no words of its own. A
 * browser without JavaScript is led to a page of its own, so that loading it again sends nothing again.
 */
export async function applyToCourse(
  tenantSlug: string,
  courseSlug: string,
  _previous: ApplyState,
  form: FormData,
): Promise<ApplyState> {
  return inEvenTime(async () => {
    const answer = await submit(tenantSlug, null, form);
    if (answer.ok) {
      if (await postedByScript()) return answer.value;
      redirect(
        `/${[tenantSlug, courseSlug].map(encodeURIComponent).join("/")}/applied/${outcomeOf(answer.value)}`,
      );
    }
    const words = await getTranslations();
    const errors = Object.fromEntries(
      Object.entries(answer.fieldErrors).map(([name, reason]) => [name, refusalWords(words, { reason })]),
    );
    const count = Object.keys(errors).length;
    const message = count > 0 ? words("common.checkFields", { count }) : refusalWords(words, answer);
    const field = answer.reason === "enrollments.full" ? "waitIfFull" : answer.details["field"];
    if (field) errors[String(field)] ??= message;
    return { message, errors, values: answer.values };
  });
}

/** React sends a form by itself under this header; a browser alone knows no such thing. */
const postedByScript = async (): Promise<boolean> => (await headers()).has("next-action");

const outcomeOf = ({ child, legacy }: { child: boolean; legacy: boolean }): Outcome => {
  if (child) return "guardian";
  return legacy ? "old-number" : "text";
};
