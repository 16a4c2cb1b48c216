/** Rooms of lib from lower to higher: each may import those before it. What flows the other way is an event. */
const rooms = [
  "definitions",
  "decisions",
  "accounts",
  "tenants",
  "customers",
  "courses",
  "enrollments",
  "surveys",
  "messages",
  "follow-ups",
  "merging",
  "privacy",
  "alerts",
  "today",
  "exports",
];

const tests = "\\.(test|spec)\\.tsx?$|/testing/|^e2e/";
const product = { pathNot: tests };
const next = "^node_modules/(next|next-auth|next-intl)/|^(next|next-auth|next-intl)(/|$)";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-unresolvable",
      severity: "error",
      from: { pathNot: "^next-env\\.d\\.ts$" },
      to: { couldNotResolve: true, pathNot: "^\\.next|\\.next-test" },
    },
    {
      name: "rules-know-nothing",
      comment: "lib/rules is the condition language: it knows no other room.",
      severity: "error",
      from: { path: "^lib/rules/", ...product },
      to: { path: "^(app|components|lib|prisma|scripts)/", pathNot: "^lib/rules/" },
    },
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: "^lib/platform/", ...product },
      to: { path: "^(app|components|scripts|prisma)/|^lib/(?!platform/)" },
    },
    ...rooms.map((room, place) => ({
      name: `${room}-imports-downwards`,
      comment: "A room of lib imports the platform, the rules and lower rooms. Upward is an event.",
      severity: "error",
      from: { path: `^lib/${room}/`, ...product },
      to: {
        path: "^(app|components|scripts|prisma)/|^lib/",
        pathNot: `^lib/(platform|rules|${rooms.slice(0, place + 1).join("|")})/`,
      },
    })),
    {
      name: "every-room-has-its-place",
      comment: "A new room must be put into the list above.",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/(platform|rules|web|worker|${rooms.join("|")})/` },
      to: {},
    },
    {
      name: "web-skin-for-the-app-only",
      severity: "error",
      from: { path: "^(components|lib)/", pathNot: `^lib/web/|${tests}` },
      to: { path: "^lib/web/" },
    },
    {
      name: "web-skin-imports-lib-only",
      severity: "error",
      from: { path: "^lib/web/", ...product },
      to: { path: "^(app|scripts|prisma)/|^lib/worker/" },
    },
    {
      name: "nobody-imports-the-worker",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: `^lib/worker/|${tests}` },
      to: { path: "^lib/worker/" },
    },
    {
      name: "worker-has-no-web",
      severity: "error",
      from: { path: "^lib/worker/", ...product },
      to: { path: "^(app|components)/|^lib/web/" },
    },
    {
      name: "next-in-the-web-skin-only",
      comment: "Of lib only the web skin knows that there is a web framework.",
      severity: "error",
      from: { path: "^lib/(?!web/)", ...product },
      to: { path: next },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^components/(ui|shell)/", ...product },
      to: {
        path: "^(app|components|lib|prisma|scripts)/",
        pathNot: "^components/(ui|shell)/|^lib/platform/(i18n|formats)/",
      },
    },
    {
      name: "components-do-not-reach-the-database",
      comment:
        "components/<domain> may use schema.ts and pure rules: nothing that leads to the database, however far.",
      severity: "error",
      from: { path: "^components/", ...product },
      to: { path: "^lib/platform/(tenancy|database/)", reachable: true },
    },
    {
      name: "components-are-below-the-app",
      severity: "error",
      from: { path: "^components/", ...product },
      to: { path: "^(app|scripts|prisma)/" },
    },
    {
      name: "app-is-a-thin-skin",
      comment: "No Prisma, no raw client, no worker in the app: page or action, verb, database.",
      severity: "error",
      from: { path: "^app/", ...product },
      to: { path: "^lib/platform/database/|^lib/worker/|^prisma/|^scripts/|^node_modules/(pg|@prisma)/" },
    },
    {
      name: "database-client-stays-in-the-platform",
      severity: "error",
      from: {
        path: "^lib/",
        pathNot: `^lib/platform/|^lib/worker/main|^lib/web/public-page-cache/|${tests}`,
      },
      to: { path: "^lib/platform/database/(generated|pool)|^node_modules/(pg|@prisma/adapter-pg)/" },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib)/", ...product },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/platform/database/generated/|^\\.next" },
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    skipAnalysisNotInRules: true,
  },
};
