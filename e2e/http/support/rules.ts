import { may } from "@/lib/tenants/permissions";
import type { Subjects } from "../../support/addresses";
import { missingSubjects } from "../../support/addresses";
import type { Person } from "../../support/people";
import type { Route } from "../../support/routes";
import type { TwoTenants, World } from "./two-tenants";

/** Whose things an address names. */
export interface Aim {
  name: string;
  subjects: Subjects;
  /** Whose desk, page or link it is. */
  at: "own" | "other" | "suspended" | "nobody";
  /** The address as a whole leads to something; the others mix tenants or name what is not there. */
  whole: boolean;
  /** A course that the instructor does not teach. */
  colleagues?: true;
}

/** Own things, another tenant's, another's things at the own desk, and things that are not there. */
export function aimsOf({ own, other, suspended }: TwoTenants): Aim[] {
  const missing = missingSubjects();
  const within = (
    { subjects }: World,
    { run, session, enrollment, customer, shop, customerFile, cover }: Subjects,
  ): Subjects => ({
    ...subjects,
    run,
    session,
    enrollment,
    customer,
    shop,
    customerFile,
    cover,
  });
  return [
    { name: "own", subjects: own.subjects, at: "own", whole: true },
    { name: "other", subjects: other.subjects, at: "other", whole: true },
    { name: "suspended", subjects: suspended.subjects, at: "suspended", whole: false },
    { name: "missing", subjects: missing, at: "nobody", whole: false },
    { name: "colleague's", subjects: own.colleagues, at: "own", whole: true, colleagues: true },
    { name: "other's at own", subjects: { ...other.subjects, slug: own.slug }, at: "own", whole: false },
    { name: "missing at own", subjects: { ...missing, slug: own.slug }, at: "own", whole: false },
    { name: "other's nested in own", subjects: within(own, other.subjects), at: "own", whole: false },
    { name: "missing nested in own", subjects: within(own, missing), at: "own", whole: false },
  ];
}

/** Answers that must be the same to the byte: what is somebody else's must look like what is not there. */
export const twins: readonly (readonly [string, string])[] = [
  ["other", "missing"],
  ["suspended", "missing"],
  ["other's at own", "missing at own"],
  ["other's nested in own", "missing nested in own"],
];

export type Expected = "answer" | "sign in" | "nothing there" | "no matter";

/** What a person must get by the rules; written from the rules, not from the code. */
export function expected(route: Route, person: Person, aim: Aim): Expected {
  // The colleague's course has no picture; at the desk the file's name is only there for the browser's memory.
  if (route.path.endsWith("/cover/[file]") && (aim.colleagues || aim.name.includes("nested")))
    return "no matter";
  switch (route.kind) {
    case "public":
      return aim.whole || !route.path.includes("[") ? "answer" : "nothing there";
    case "token":
      return mayOpen(route, person, aim) ? "answer" : "nothing there";
    case "account":
      return person.signedIn ? "answer" : "sign in";
    case "operator":
      return person.isOperator ? "answer" : person.signedIn ? "nothing there" : "sign in";
    case "staff":
      if (!person.signedIn) return "sign in";
      return mayLook(route, person, aim) ? "answer" : "nothing there";
    default:
      return "no matter";
  }
}

/** Whoever holds a link may open it; a code for the door only who works there, and its person, who is not signed in. */
function mayOpen(route: Route, person: Person, aim: Aim): boolean {
  if (aim.at !== "own" && aim.at !== "other") return false;
  if (!route.path.startsWith("/check-in/") || !person.signedIn) return true;
  return person.role !== undefined && person.tenant === aim.at;
}

function mayLook(route: Route, person: Person, aim: Aim): boolean {
  if (!person.role || person.tenant !== aim.at || !(aim.whole || route.anySearch)) return false;
  if (route.permission && !may(person.role, route.permission)) return false;
  return !(person.role === "instructor" && aim.colleagues && route.ofCourse);
}
