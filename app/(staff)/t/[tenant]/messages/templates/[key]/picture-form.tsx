import { useTranslations } from "next-intl";
import { FileField } from "@/components/ui/file-field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

const problems = ["tooLarge", "notAPicture", "unreadable", "missing", "textsOnly"] as const;

/** The picture that goes along with a text. A plain form, so that it works with and without scripts. */
export function PictureForm(props: {
  base: string;
  imageFileId: string | undefined;
  outcome: string | undefined;
}) {
  const { base, imageFileId, outcome } = props;
  const words = useTranslations("templates.picture");
  const problem = problems.find((one) => one === outcome);
  const said = outcome === "saved" || outcome === "removed" ? outcome : undefined;
  return (
    <section id="picture" aria-labelledby="picture-title" className="grid gap-4 border-t border-line pt-8">
      <h2 id="picture-title" className="text-xl font-bold">
        {words("title")}
      </h2>
      {said && (
        <Notice tone="good" announce>
          {words(said)}
        </Notice>
      )}
      {imageFileId ? (
        // biome-ignore lint/performance/noImgElement: from our own database, already small
        <img
          src={`${base}/picture/${imageFileId}`}
          alt={words("alt")}
          className="h-auto max-h-80 w-auto max-w-full justify-self-start rounded-lg border border-line"
        />
      ) : (
        <p className="text-ink-2">{words("none")}</p>
      )}
      <form action={`${base}/picture`} method="post" encType="multipart/form-data" className="grid gap-4">
        <FileField
          name="picture"
          label={words("choose")}
          accept="image/jpeg,image/png,image/webp"
          hint={words("hint")}
          error={problem && words(problem)}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton look="secondary">{words("put")}</SubmitButton>
          {imageFileId && (
            <SubmitButton look="quiet" name="remove" value="yes">
              {words("remove")}
            </SubmitButton>
          )}
        </div>
      </form>
    </section>
  );
}
