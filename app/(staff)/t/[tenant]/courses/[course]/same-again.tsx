import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { OneTapForm } from "../one-tap-form";
import { sameAgain } from "../run-actions";

/** The next date like the last one: only the day is asked. */
export function SameAgain({
  tenantSlug,
  courseId,
  runId,
  suggested,
}: {
  tenantSlug: string;
  courseId: string;
  runId: string;
  suggested: string;
}) {
  const words = useTranslations("courses.run");
  return (
    <Card as="section" className="mt-6">
      <h3 className="font-bold">{words("sameAgain")}</h3>
      <p className="mb-3 text-[0.9375rem] text-ink-2">{words("sameAgainMeans")}</p>
      <OneTapForm
        action={sameAgain.bind(null, tenantSlug)}
        hidden={{ courseId, id: runId }}
        asked={[{ name: "date", kind: "date", label: words("firstDate"), known: suggested }]}
        submit={words("sameAgainDo")}
      />
    </Card>
  );
}
