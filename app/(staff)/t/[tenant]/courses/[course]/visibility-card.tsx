import { useTranslations } from "next-intl";
import { Card, SectionHeading } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { Visibility } from "@/lib/courses/schema";
import type { Answer } from "@/lib/web/answer";
import { OneTapForm } from "../one-tap-form";

export type VisibilityAction = (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;

/** What an owner does next from each state, the likeliest first. */
const nextSteps: Record<Visibility, readonly Visibility[]> = {
  draft: ["listed", "link_only"],
  listed: ["paused", "link_only", "closed"],
  link_only: ["listed", "paused", "closed"],
  paused: ["listed", "closed"],
  closed: ["listed", "link_only"],
};

/** Who sees the page now, and the buttons that change it. All of them can be undone. */
export function VisibilityCard({
  action,
  courseId,
  visibility,
  address,
}: {
  action: VisibilityAction;
  courseId: string;
  visibility: Visibility;
  address: string;
}) {
  const words = useTranslations("courses");
  return (
    <section aria-labelledby="visibility">
      <SectionHeading id="visibility">{words("visibility.title")}</SectionHeading>
      <Card className="grid gap-4">
        <p className="text-[0.9375rem]">{words(`visibilityMeans.${visibility}`)}</p>
        {nextSteps[visibility].map((to, index) => (
          <OneTapForm
            key={to}
            action={action}
            hidden={{ id: courseId, visibility: to }}
            submit={words(`turn.${to}`)}
            look={
              index === 0 && (visibility === "draft" || visibility === "paused") ? "primary" : "secondary"
            }
            wide
          />
        ))}
        {visibility !== "draft" && (
          <div className="grid gap-2 border-t border-line pt-4">
            <p className="text-sm break-all text-ink-2">{address}</p>
            <CopyButton text={address} words={words("copyAddress")} copiedWords={words("copied")} />
          </div>
        )}
      </Card>
    </section>
  );
}
