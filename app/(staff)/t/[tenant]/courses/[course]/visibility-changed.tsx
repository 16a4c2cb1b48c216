import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Visibility } from "@/lib/courses/schema";
import { OneTapForm } from "../one-tap-form";
import type { VisibilityAction } from "./visibility-card";

/** What the last press did, and the way back. */
export function VisibilityChanged({
  action,
  courseId,
  visibility,
  before,
  address,
}: {
  action: VisibilityAction;
  courseId: string;
  visibility: Visibility;
  before: Visibility;
  address: string;
}) {
  const words = useTranslations("courses");
  return (
    <Notice
      className="mb-6"
      tone="good"
      announce
      title={words(`turned.${visibility}`)}
      actions={
        <OneTapForm
          action={action}
          hidden={{ id: courseId, visibility: before, undo: "yes" }}
          submit={words("undo")}
        />
      }
    >
      {(visibility === "listed" || visibility === "link_only") && (
        <a href={address} className="break-all underline">
          {address}
        </a>
      )}
    </Notice>
  );
}
