import { may } from "@/lib/tenants/permissions";
import { missingSubjects, type Subjects } from "../../support/addresses";
import type { Person } from "../../support/people";
import type { Action, Aim } from "./action-kinds";
import type { TwoTenants, World } from "./two-tenants";

export interface NamedAim extends Aim {
  name: string;
  at: "own" | "other" | "nobody";
  whole: boolean;
  colleagues?: true;
}

/** At whose desk whose things are named. The first is one's own. */
export function actionAims({ own, other }: TwoTenants, version: Aim["version"]): NamedAim[] {
  const missing = missingWorld(own);
  return [
    { name: "own", slug: own.slug, of: own, at: "own", whole: true, version },
    { name: "other", slug: other.slug, of: other, at: "other", whole: true, version },
    { name: "missing", slug: missing.slug, of: missing, at: "nobody", whole: false, version },
    { name: "other's at own", slug: own.slug, of: other, at: "own", whole: false, version },
    { name: "missing at own", slug: own.slug, of: missing, at: "own", whole: false, version },
    { name: "nested", slug: own.slug, of: nested(own, other), at: "own", whole: false, version },
    {
      name: "colleague's",
      slug: own.slug,
      of: { ...own, subjects: { ...own.colleagues, tokens: own.subjects.tokens } },
      at: "own",
      whole: true,
      colleagues: true,
      version,
    },
  ];
}

/** Whether the rules say that this call must leave the database as it was. */
export function mustWriteNothing(action: Action, person: Person, aim: NamedAim): boolean {
  if (action.kind === "staff") {
    const allowed =
      person.role !== undefined &&
      person.tenant === aim.at &&
      (!action.permission || may(person.role, action.permission));
    if (!allowed) return true;
    if (person.role === "instructor" && aim.colleagues) return true;
    return !aim.whole && !action.namesNothing;
  }
  if (action.kind === "operator") return !person.isOperator;
  if (action.kind === "account" && !person.signedIn) return true;
  if (action.namesNothing) return !action.writes;
  return aim.name === "missing" || (action.namesMore === true && aim.name === "nested");
}

/** Own course and run, with another tenant's things inside. */
function nested(own: World, other: World): World {
  const {
    session,
    enrollment,
    customer,
    otherCustomer,
    shop,
    customerFile,
    decision,
    message,
    account,
    sender,
  } = other.subjects;
  return {
    ...own,
    subjects: {
      ...own.subjects,
      session,
      enrollment,
      customer,
      otherCustomer,
      shop,
      customerFile,
      decision,
      message,
      account,
      sender,
    },
    colleagues: {
      ...own.colleagues,
      session: other.colleagues.session,
      enrollment: other.colleagues.enrollment,
      customer: other.colleagues.customer,
    },
    members: other.members,
    spare: {
      ...other.spare,
      my: own.spare.my,
    },
  };
}

function missingWorld(like: World): World {
  const subjects: Subjects = missingSubjects();
  const guest = { enrollment: subjects.enrollment, code: subjects.tokens.checkIn, four: "0000" };
  return {
    ...like,
    slug: subjects.slug,
    scope: { ...like.scope, tenantId: subjects.customer },
    subjects,
    colleagues: subjects,
    members: { owner: subjects.run, staff: subjects.run, instructor: subjects.run, spare: subjects.run },
    spare: {
      course: subjects.course,
      courseSlug: subjects.courseSlug,
      run: subjects.run,
      otherRun: subjects.run,
      session: subjects.session,
      enrollment: subjects.enrollment,
      my: subjects.tokens.my,
      alimtalk: subjects.customer,
      guardian: subjects.tokens.my,
      doorLink: subjects.decision,
      invitation: subjects.decision,
      invited: subjects.invitation,
      tag: subjects.decision,
      group: subjects.decision,
      task: subjects.decision,
      view: subjects.decision,
      segment: subjects.segment,
      export: subjects.export,
      imports: {
        map: subjects.import,
        decide: subjects.import,
        bringIn: subjects.import,
        undo: subjects.import,
        again: subjects.import,
        drop: subjects.import,
      },
      privacy: { request: subjects.privacyRequest, customer: subjects.customer },
      records: { one: subjects.customer, other: subjects.run },
      merge: subjects.decision,
      contact: subjects.decision,
      shop: subjects.decision,
      file: subjects.decision,
      field: subjects.decision,
      atTheDoor: like.spare.atTheDoor.map(() => guest),
    },
  };
}
