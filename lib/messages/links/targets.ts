/** Where a short link may lead: pages of one's own, of a course, and entries for a calendar. */
export const linkAreas = ["my", "survey", "preferences", "guardian", "course", "calendar"] as const;
export type LinkArea = (typeof linkAreas)[number];

const personal = /^\/(my|survey|preferences|guardian)\/([A-Za-z0-9_-]{28})(\/calendar\.ics)?$/;
const ofCourse = /^\/([a-z0-9-]{1,50})\/([a-z0-9-]{1,80})(\/calendar\.ics)?$/;

/**
 * What a path is to this business, or null for what no short link leads to: another site, another business, the desk, a query or a
 * fragment. Asked when a link is made and again when it is opened, so that a row that somebody wrote by hand leads nowhere.
 */
export function areaOf(tenant: { slug: string; linkCode: string }, path: string): LinkArea | null {
  const [, page, token, file] = personal.exec(path) ?? [];
  if (page && token) {
    if (!token.startsWith(tenant.linkCode)) return null;
    if (file) return page === "my" ? "calendar" : null;
    return page as LinkArea;
  }
  const [, slug, , calendar] = ofCourse.exec(path) ?? [];
  if (slug !== tenant.slug) return null;
  return calendar ? "calendar" : "course";
}
