import { useTranslations } from "next-intl";
import { FileField } from "@/components/ui/file-field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

const problems = ["tooLarge", "notAPicture", "unreadable", "missing"] as const;

/** The picture over the title. A plain form, so that it works on every phone's browser, scripts or not. */
export function CoverForm({
  base,
  cover,
  outcome,
}: {
  base: string;
  cover: { sha256: string; width: number | null; height: number | null } | null;
  outcome: string | undefined;
}) {
  const words = useTranslations("courses.cover");
  const problem = problems.find((one) => one === outcome);
  const said = outcome === "saved" || outcome === "removed" ? outcome : undefined;
  return (
    <section id="cover" aria-labelledby="cover-title" className="grid gap-4 border-t border-line pt-8">
      <h2 id="cover-title" className="text-xl font-bold">
        {words("title")}
      </h2>
      {said && (
        <Notice tone="good" announce>
          {words(said)}
        </Notice>
      )}
      {cover ? (
        // biome-ignore lint/performance/noImgElement: from our own database, already small
        <img
          src={`${base}/cover/${cover.sha256.slice(0, 16)}.jpg`}
          width={cover.width ?? undefined}
          height={cover.height ?? undefined}
          alt={words("alt")}
          className="h-auto w-full rounded-lg border border-line"
        />
      ) : (
        <p className="text-ink-2">{words("none")}</p>
      )}
      <form action={`${base}/cover`} method="post" encType="multipart/form-data" className="grid gap-4">
        <FileField
          name="cover"
          label={words("choose")}
          accept="image/jpeg,image/png,image/webp"
          hint={words("hint")}
          error={problem && words(problem)}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton look="secondary">{words("put")}</SubmitButton>
          {cover && (
            <SubmitButton look="quiet" name="remove" value="yes">
              {words("remove")}
            </SubmitButton>
          )}
        </div>
      </form>
    </section>
  );
}
