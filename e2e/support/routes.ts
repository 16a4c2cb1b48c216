import type { Permission } from "@/lib/tenants/permissions";
import type { Subjects } from "./addresses";

/**
 * Who may look: public: everybody · staff: members with the permission · operator · account: whoever is signed in ·
 * open: signing in and the like, for everybody · token: whoever holds a personal link · machine: not for people ·
 * dev: demo mode only.
 */
type Kind = "public" | "staff" | "operator" | "account" | "open" | "token" | "machine" | "dev";

export interface Route {
  /** As the build manifest names it. */
  path: string;
  kind: Kind;
  shape: "page" | "handler";
  methods: readonly ("GET" | "POST")[];
  /** For staff: what is needed; null when being a member is enough. */
  permission?: Permission | null;
  /** Instructors see it for the courses they teach, and not for others'. */
  ofCourse?: true;
  /** Its good answer is a redirect to somewhere else. */
  leadsOn?: true;
  /** Added to the address: what else the page wants to know. */
  search?: (subjects: Subjects) => string;
  /** A handler that draws a page: somebody looks at it, so the accessibility and keyboard tests do too. */
  html?: true;
  /** The one table in which each look is written down. */
  counts?: string;
  /** Notes that this person looked, on the person's own membership. */
  notesVisit?: true;
  /** Shows itself whatever the search says; what is not one's own is not found in it. */
  anySearch?: true;
  /** What a handler that writes is sent. */
  form?: (subjects: Subjects) => Record<string, string>;
  json?: (subjects: Subjects) => Record<string, string>;
  /** The control under which it takes a file. */
  upload?: string;
}

type More = Partial<
  Pick<
    Route,
    | "ofCourse"
    | "leadsOn"
    | "html"
    | "notesVisit"
    | "counts"
    | "anySearch"
    | "search"
    | "methods"
    | "form"
    | "json"
    | "upload"
  >
>;

const page = (kind: Kind, path: string, more: More = {}): Route => ({
  path,
  kind,
  shape: "page",
  methods: ["GET"],
  ...more,
});
const handler = (kind: Kind, path: string, more: More = {}): Route => ({
  ...page(kind, path, more),
  shape: "handler",
});
const desk = (path: string, permission: Permission | null, more: More = {}): Route => ({
  ...page("staff", path ? `/t/[tenant]/${path}` : "/t/[tenant]", more),
  permission,
});
const deskHandler = (path: string, permission: Permission, more: More = {}): Route => ({
  ...desk(path, permission, more),
  shape: "handler",
});

const course = "courses/[course]";
const run = `${course}/runs/[run]`;
const ofSession = { ofCourse: true, search: ({ session }: Subjects) => `?session=${session}` } as const;

/** Every page and route handler of the product. A route of the build that is not here fails the matrix (G26). */
export const routes: readonly Route[] = [
  handler("public", "/", { html: true }),
  handler("public", "/[tenant]", { html: true }),
  handler("public", "/[tenant]/privacy", { html: true }),
  handler("public", "/[tenant]/share.png"),
  handler("public", "/[tenant]/[course]", { html: true }),
  handler("public", "/[tenant]/[course]/calendar.ics"),
  handler("public", "/[tenant]/[course]/cover/[file]"),
  handler("public", "/[tenant]/[course]/share.png"),
  page("public", "/[tenant]/[course]/apply"),

  page("open", "/signin"),
  page("open", "/signin/mail"),
  page("open", "/signin/link/[secret]"),
  page("open", "/reset"),
  page("open", "/reset/[secret]"),
  page("open", "/invitations/[secret]"),
  page("account", "/account"),
  page("account", "/tenants"),
  page("operator", "/operator"),

  desk("", null, { leadsOn: true }),
  desk("today", null, { notesVisit: true }),
  desk("check-in", "attendance.write", { search: ofSession.search, anySearch: true }),
  desk("courses", "courses.read"),
  desk("courses/new", "courses.write"),
  desk(course, "courses.read", { ofCourse: true }),
  desk(`${course}/text`, "courses.write"),
  desk(`${course}/questions`, "courses.write"),
  desk(`${course}/settings`, "courses.write"),
  desk(`${course}/runs/new`, "courses.write"),
  desk(run, "courses.write"),
  desk(`${run}/roster`, "enrollments.read", { ofCourse: true }),
  desk(`${run}/messages`, "messages.read"),
  desk(`${run}/wall`, "attendance.write", ofSession),
  desk(`${run}/door`, "attendance.write", ofSession),
  deskHandler(`${course}/preview`, "courses.read", { ofCourse: true, html: true }),
  deskHandler(`${course}/cover`, "courses.write", { methods: ["POST"], form: () => ({ remove: "yes" }) }),
  deskHandler(`${course}/cover/[file]`, "courses.read", { ofCourse: true }),
  deskHandler("search", "customers.read", { search: () => "?q=shop", anySearch: true }),
  desk("customers", "customers.read"),
  desk("customers/new", "customers.write"),
  desk("customers/groups", "customers.read"),
  desk("customers/views", "customers.read"),
  desk("customers/export", "customers.export"),
  deskHandler("customers/export/file", "customers.export", {
    methods: ["POST"],
    form: ({ customer }) => ({ "ids[]": customer, query: "", reason: "Asked for by the accountant" }),
  }),
  desk("customers/import", "customers.write"),
  deskHandler("customers/import/files", "customers.write", { methods: ["POST"], upload: "file" }),
  desk("customers/import/[import]", "customers.write"),
  deskHandler("customers/import/[import]/refused", "customers.write"),
  desk("customers/duplicates", "customers.write"),
  desk("customers/duplicates/[customer]", "customers.write"),
  desk("customers/duplicates/[customer]/[other]", "customers.write"),
  desk("customers/segments", "customers.read"),
  desk("customers/segments/new", "customers.write"),
  desk("customers/segments/[segment]", "customers.read"),
  desk("customers/[customer]", "customers.read"),
  desk("customers/[customer]/edit", "customers.write"),
  desk("customers/[customer]/consents", "customers.read"),
  deskHandler("customers/[customer]/files", "customers.write", { methods: ["POST"], upload: "file" }),
  deskHandler("customers/[customer]/files/[file]", "customers.read"),
  desk("customers/shops/[shop]", "customers.read"),
  desk("tasks", "customers.read"),
  desk("messages", "messages.read"),
  desk("messages/calendar", "messages.read"),
  desk("messages/cancel", "messages.write"),
  desk("messages/templates", "messages.read"),
  desk("messages/templates/[key]", "messages.write"),
  deskHandler("messages/templates/[key]/picture", "messages.write", { methods: ["POST"], upload: "picture" }),
  deskHandler("messages/templates/[key]/picture/[file]", "messages.read"),
  desk("messages/[message]", "messages.read"),
  desk("follow-ups", "follow_ups.read"),
  desk("follow-ups/[key]", "follow_ups.write"),
  desk("surveys", "surveys.read"),
  desk("surveys/[survey]", "surveys.read"),
  desk("surveys/[survey]/edit", "surveys.write"),
  desk("privacy", "privacy.write"),
  desk("privacy/access", "privacy.write"),
  deskHandler("privacy/access/file", "privacy.write"),
  desk("privacy/customers/[customer]", "privacy.write"),
  desk("privacy/destroyed", "privacy.write"),
  desk("privacy/requests/[request]", "privacy.write"),
  deskHandler("privacy/requests/[request]/file", "privacy.write"),
  desk("privacy/rules", "privacy.write", { search: () => "?look=never_came&months=24" }),
  desk("settings", "settings.read"),
  desk("settings/members", "settings.read"),
  desk("settings/fields", "settings.read"),
  desk("settings/texting", "settings.read"),
  desk("settings/texting/accounts", "settings.read"),
  desk("settings/texting/accounts/new", "keys.write", { search: () => "?provider=solapi" }),
  desk("settings/texting/accounts/[account]", "settings.read"),
  desk("settings/texting/numbers", "settings.read"),
  deskHandler("settings/texting/numbers/[sender]/paper", "keys.write", {
    methods: ["GET", "POST"],
    upload: "file",
  }),
  desk("settings/texting/advertising", "settings.read"),
  desk("settings/texting/limits", "settings.read"),
  desk("settings/export", "tenant.export"),
  deskHandler("settings/export/[export]", "tenant.export", {
    methods: ["POST"],
    form: () => ({ take: "everything" }),
  }),

  page("token", "/my/[token]"),
  handler("token", "/my/[token]/calendar.ics"),
  page("token", "/preferences/[token]"),
  page("token", "/guardian/[token]"),
  handler("token", "/preferences/[token]/one-click", {
    methods: ["POST"],
    form: () => ({ "List-Unsubscribe": "One-Click" }),
  }),
  page("token", "/survey/[token]"),
  handler("token", "/s/[code]", { leadsOn: true, counts: "link_click" }),
  page("token", "/here/[code]"),
  page("token", "/check-in/[code]"),
  page("token", "/door/[token]"),
  page("token", "/door/[token]/scan"),
  handler("token", "/door/[token]/marks", {
    methods: ["GET", "POST"],
    json: ({ session, enrollment }) => ({ sessionId: session, enrollmentId: enrollment, state: "absent" }),
  }),

  handler("machine", "/api/auth/[...nextauth]"),
  handler("machine", "/api/auth/start/[provider]", { methods: ["POST"] }),
  handler("machine", "/api/health"),
  handler("machine", "/api/ready"),
  handler("machine", "/api/webhooks/solapi", { methods: ["POST"] }),
  handler("machine", "/api/webhooks/twilio/inbound", { methods: ["POST"] }),
  handler("machine", "/api/webhooks/twilio/picture"),
  handler("machine", "/api/webhooks/twilio/status", { methods: ["POST"] }),
  handler("machine", "/manifest.webmanifest"),
  handler("machine", "/robots.txt"),
  handler("machine", "/sitemap.xml"),

  page("dev", "/dev/clock"),
  page("dev", "/dev/mail"),
  page("dev", "/dev/mail/[id]"),
  page("dev", "/dev/phone"),
  page("dev", "/dev/phone/[number]"),
  page("dev", "/dev/ui"),
];

/** The route's address for these things. */
export function addressOf(route: Route, subjects: Subjects): string {
  const path = route.path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) =>
    encodeURIComponent(segment(name, route, subjects)),
  );
  return path + (route.search?.(subjects) ?? "");
}

function segment(name: string, route: Route, subjects: Subjects): string {
  const first = route.path.split("/")[1] ?? "";
  const { tokens } = subjects;
  const known: Record<string, string> = {
    tenant: subjects.slug,
    course: route.kind === "staff" ? subjects.course : subjects.courseSlug,
    run: subjects.run,
    customer: subjects.customer,
    other: subjects.otherCustomer,
    shop: subjects.shop,
    survey: subjects.survey,
    key: route.path.includes("/templates/") ? subjects.template : subjects.followUp,
    segment: subjects.segment,
    import: subjects.import,
    export: subjects.export,
    message: subjects.message,
    request: subjects.privacyRequest,
    account: subjects.account,
    sender: subjects.sender,
    file: route.path.includes("/customers/")
      ? subjects.customerFile
      : route.path.includes("/templates/")
        ? subjects.templatePicture
        : subjects.cover,
    token:
      { my: tokens.my, survey: tokens.survey, door: tokens.door, guardian: tokens.guardian }[first] ??
      tokens.preferences,
    code: { here: tokens.here, s: tokens.short }[first] ?? tokens.checkIn,
    secret: { reset: subjects.resetLink, signin: subjects.signInLink }[first] ?? subjects.invitation,
    nextauth: "session",
    provider: "google",
    id: "no-such-mail",
    number: "821000000000",
  };
  const value = known[name];
  if (value === undefined) throw new Error(`${route.path}: nobody says what [${name}] is`);
  return value;
}

/** Whether it answers with a page, whoever draws it. */
export const isHtml = ({ shape, html }: Route) => shape === "page" || html === true;
