import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { TextLink } from "@/components/ui/text-link";
import type { Use } from "@/lib/follow-ups/template-desk";

/** Which follow-ups send a text; a text that none sends says so. */
export function UsedBy({ usedBy, slug }: { usedBy: Use[]; slug: string }) {
  const words = useTranslations("templates");
  if (usedBy.length === 0) return words("unused");
  return usedBy.map(({ key, title, active }, index) => (
    <Fragment key={key}>
      {index > 0 && " · "}
      <TextLink href={`/t/${slug}/follow-ups/${key}`}>
        {words(active ? "usedBy" : "usedByOff", { title })}
      </TextLink>
    </Fragment>
  ));
}
