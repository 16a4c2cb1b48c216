import type { EarlierVersion } from "@/components/template/earlier-texts";
import { effectiveClass } from "@/lib/follow-ups/template-class";
import type { TemplateVersion } from "@/lib/follow-ups/templates";
import { formatShort } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";

/** Versions as the page tells them. */
export const earlierVersions = (versions: readonly TemplateVersion[], staff: StaffScope): EarlierVersion[] =>
  versions.map(({ number, body, publishedBy, publishedAt }) => ({
    number,
    texts: body.texts,
    messageClass: effectiveClass(body),
    by: publishedBy,
    when: formatShort(publishedAt, staff.tenant.zone, staff.locale),
  }));
