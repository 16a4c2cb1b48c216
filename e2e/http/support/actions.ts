import { keyedHash } from "@/lib/platform/secrets";
import { form } from "./action-call";
import {
  type Action,
  type Aim,
  desk,
  held,
  heldTap,
  more,
  nothing,
  quiet,
  staffFolder,
  type Typed,
  tap,
  versioned,
} from "./action-kinds";
import { accountActions } from "./actions-of-accounts";
import { customerActions } from "./actions-of-customers";
import { plan, runActions } from "./actions-of-runs";
import { textingActions } from "./actions-of-texting";
import type { World } from "./two-tenants";

const marked =
  (at: number) =>
  ({ of }: Aim) =>
    of.spare.atTheDoor[at] as World["spare"]["atTheDoor"][number];

const atDoor =
  (state: string): Typed =>
  ({ of: { subjects } }) => ({ sessionId: subjects.session, enrollmentId: subjects.enrollment, state });

const courseFile = `${staffFolder}/courses/actions.ts`;
const rosterFile = `${staffFolder}/courses/[course]/runs/[run]/roster/actions.ts`;
const wallFile = `${staffFolder}/courses/[course]/runs/[run]/wall/actions.ts`;
const doorFile = `${staffFolder}/courses/[course]/runs/[run]/door/actions.ts`;
const helperFile = "app/(customer)/door/[token]";

/**
 * Every server action, by file and name, in an order in which the ones who may can do them all. An action of the build
 * that is not here fails the matrix (G26).
 */
export const actions: Readonly<Record<string, Action>> = {
  "app/(public)/[tenant]/[course]/apply/actions.ts#applyToCourse": {
    kind: "link",
    writes: true,
    ...more,
    args: ({ slug, of }) => [
      slug,
      of.spare.courseSlug,
      null,
      form({ runId: of.spare.run, name: "Newcomer", phone: "010-5555-0001", "consents.collection": "on" }),
    ],
  },

  "app/(customer)/here/[code]/actions.ts#findSelf": held(
    ({ subjects }) => subjects.tokens.here,
    (aim) => ({ four: marked(0)(aim).four }),
    { writes: false },
  ),
  "app/(customer)/here/[code]/actions.ts#checkInSelf": held(
    ({ subjects }) => subjects.tokens.here,
    (aim) => {
      const { four, enrollment } = marked(0)(aim);
      const key = keyedHash("wall match", `${aim.of.subjects.session} ${enrollment}`).slice(0, 16);
      return { four, key };
    },
    more,
  ),
  "app/(customer)/check-in/[code]/actions.ts#checkInAsStaff": desk("attendance.write", (aim) => ({
    code: marked(1)(aim).code,
    sessionId: aim.of.subjects.session,
  })),
  "app/(customer)/check-in/[code]/actions.ts#checkInAsHelper": held(
    ({ subjects }) => subjects.tokens.door,
    (aim) => ({ code: marked(2)(aim).code }),
    more,
  ),
  [`${staffFolder}/check-in/actions.ts#checkInFound`]: desk("attendance.write", (aim) => ({
    runId: aim.of.subjects.run,
    sessionId: aim.of.subjects.session,
    enrollmentId: marked(3)(aim).enrollment,
  })),
  "app/(customer)/survey/[token]/actions.ts#answerQuestion": held(
    ({ subjects }) => subjects.tokens.survey,
    () => ({ question: "overall", "value[]": "5" }),
  ),
  "app/(customer)/preferences/[token]/actions.ts#setChoice": held(
    ({ subjects }) => subjects.tokens.preferences,
    () => ({ choice: "night", given: "yes" }),
  ),
  "app/(customer)/guardian/[token]/actions.ts#answerGuardian": held(
    ({ spare }) => spare.guardian,
    () => ({ answer: "yes", "consents.collection": "on" }),
  ),
  "app/(customer)/my/[token]/actions.ts#changeDate": held(
    ({ spare }) => spare.my,
    ({ of }) => ({ runId: of.spare.otherRun }),
    more,
  ),
  "app/(customer)/my/[token]/actions.ts#cancelOwn": held(
    ({ spare }) => spare.my,
    () => ({ reason: "" }),
  ),

  [`${helperFile}/actions.ts#markAtDoor`]: held(({ subjects }) => subjects.tokens.door, atDoor("late"), more),
  [`${helperFile}/form-actions.ts#markByForm`]: heldTap(
    ({ subjects }) => subjects.tokens.door,
    atDoor("left_early"),
    more,
  ),
  [`${helperFile}/actions.ts#markEverybodyAtDoor`]: held(
    ({ subjects }) => subjects.tokens.door,
    ({ of: { subjects } }) => ({ sessionId: subjects.session }),
    { ...more, writes: false },
  ),
  [`${helperFile}/form-actions.ts#markEverybodyByForm`]: heldTap(
    ({ subjects }) => subjects.tokens.door,
    ({ of: { subjects } }) => ({ sessionId: subjects.session }),
    { ...more, writes: false },
  ),
  [`${helperFile}/actions.ts#stayAtDoor`]: held(
    ({ subjects }) => subjects.tokens.door,
    ({ of: { subjects } }) => ({ token: subjects.tokens.door }),
    { writes: false },
  ),

  [`${wallFile}#makeCode`]: desk("attendance.write", ({ of: { colleagues } }) => ({
    sessionId: colleagues.session,
  })),
  [`${wallFile}#replaceCode`]: desk("attendance.write", ({ of: { colleagues } }) => ({
    sessionId: colleagues.session,
  })),
  [`${doorFile}#makeLink`]: desk("attendance.write", ({ of: { subjects } }) => ({
    sessionId: subjects.session,
    helper: "Helper",
  })),
  [`${doorFile}#closeLink`]: desk("attendance.write", ({ of: { subjects, spare } }) => ({
    sessionId: subjects.session,
    linkId: spare.doorLink,
  })),

  [`${staffFolder}/today/actions.ts#answerDecision`]: desk("decisions.answer", ({ of: { subjects } }) => ({
    answer: `${subjects.decision}:absent`,
  })),
  // The world has no account that texts could leave by, and nothing that did not arrive: both are refused.
  [`${staffFolder}/messages/actions.ts#sendMessageNow`]: desk(
    "messages.write",
    ({ of: { subjects } }) => ({ id: subjects.message }),
    { writes: false },
  ),
  [`${staffFolder}/messages/actions.ts#sendMessageAgain`]: desk(
    "messages.write",
    ({ of: { subjects } }) => ({ id: subjects.message }),
    { writes: false },
  ),
  [`${staffFolder}/messages/actions.ts#takeMessageBack`]: desk("messages.write", ({ of: { subjects } }) => ({
    id: subjects.message,
    why: "wrong",
  })),
  [`${staffFolder}/messages/actions.ts#takeMessagesBack`]: desk("messages.write", ({ of: { subjects } }) => ({
    query: `customer=${subjects.customer}`,
    confirmed: "10000",
    why: "needless",
  })),
  [`${staffFolder}/messages/templates/actions.ts#addMissing`]: desk("messages.write", () => ({}), nothing),
  [`${staffFolder}/messages/templates/[key]/actions.ts#publishWords`]: desk(
    "messages.write",
    () => ({ key: "week_before", version: "1", ko: "#{이름}님, 곧 뵐게요." }),
    nothing,
  ),
  [`${staffFolder}/messages/templates/[key]/actions.ts#previewWords`]: desk(
    "messages.write",
    ({ of: { subjects } }) => ({
      key: "confirmed",
      version: "1",
      ko: "안녕하세요",
      person: `enrollment:${subjects.enrollment}`,
    }),
    quiet,
  ),
  [`${staffFolder}/messages/templates/[key]/actions.ts#sendTest`]: desk(
    "messages.write",
    ({ of: { subjects } }) => ({
      key: "confirmed",
      version: "1",
      ko: "안녕하세요",
      person: `enrollment:${subjects.enrollment}`,
    }),
    quiet,
  ),
  [`${staffFolder}/follow-ups/[key]/actions.ts#publishFollowUp`]: desk(
    "follow_ups.write",
    () => ({ key: "waitlisted", rowVersion: "1", version: "1", ko: "#{이름}님, 기다려 주세요." }),
    nothing,
  ),
  [`${staffFolder}/follow-ups/actions.ts#setActive`]: desk(
    "follow_ups.write",
    () => ({ key: "moved", active: "off" }),
    nothing,
  ),
  [`${staffFolder}/surveys/[survey]/edit/actions.ts#saveSurvey`]: desk(
    "surveys.write",
    () => ({
      key: "after_course",
      rowVersion: "1",
      title: "Survey",
      "questions.0.ko": "어땠나요?",
      "questions.0.type": "short_text",
    }),
    nothing,
  ),

  [`${rosterFile}#markPerson`]: tap("attendance.write", ({ of: { subjects } }) => ({
    runId: subjects.run,
    enrollmentId: subjects.enrollment,
    sessionId: subjects.session,
    state: "late",
  })),
  [`${rosterFile}#markEverybody`]: tap("attendance.write", ({ of: { colleagues } }) => ({
    runId: colleagues.run,
    sessionId: colleagues.session,
  })),
  [`${rosterFile}#addPerson`]: desk("enrollments.write", ({ of }) => ({
    runId: of.spare.run,
    name: "Phoned",
    phone: "010-5555-0002",
    "consents.collection": "on",
  })),
  [`${rosterFile}#decideOnPerson`]: tap("enrollments.write", ({ of: { colleagues } }) => ({
    runId: colleagues.run,
    enrollmentId: colleagues.enrollment,
    verb: "cancel",
  })),

  ...customerActions,

  [`${courseFile}#announceCourse`]: desk(
    "courses.write",
    () => ({
      ...plan,
      kind: "lecture",
      title: "Announced",
      placeName: "",
      placeAddress: "",
      onlineUrl: "",
      priceWon: "",
      capacity: "",
      publish: "no",
    }),
    nothing,
  ),
  [`${courseFile}#changeTexts`]: desk("courses.write", async (aim) => ({
    ...(await versioned(aim, "course", aim.of.spare.course)),
    title: "Renamed",
    subtitle: "",
    description: "",
    takeAways: "",
    teacherName: "",
    teacherWords: "",
    "faq.0.question": "",
    "faq.0.answer": "",
  })),
  [`${courseFile}#changeSettings`]: desk("courses.write", async (aim) => ({
    ...(await versioned(aim, "course", aim.of.spare.course)),
    kind: "practice",
    locale: "ko",
    nextCourseId: "",
    surveyKey: "after_course",
    instructorId: "",
  })),
  [`${courseFile}#moveAddress`]: desk("courses.write", ({ of }) => ({ id: of.spare.course, slug: "moved" })),
  [`${courseFile}#saveQuestions`]: desk("courses.write", ({ of }) => ({
    courseId: of.spare.course,
    rowVersion: "0",
    locale: "ko",
    "questions.0.key": "",
    "questions.0.label": "Why?",
    "questions.0.type": "short_text",
    "questions.0.options": "",
  })),
  [`${courseFile}#setVisibility`]: desk("courses.write", ({ of }) => ({
    id: of.spare.course,
    visibility: "link_only",
  })),

  ...runActions,

  ...textingActions,
  ...accountActions,
};
