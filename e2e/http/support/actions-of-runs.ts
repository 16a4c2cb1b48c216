import { type Action, desk, staffFolder, versioned } from "./action-kinds";

const runFile = `${staffFolder}/courses/run-actions.ts`;

/** The dates of new sessions, as the forms of a course and of a run ask for them. */
export const plan = { date: "2027-02-10", start: "14:00", end: "16:00", count: "1", everyDays: "7" };

const about = {
  label: "",
  priceWon: "",
  placeName: "Elsewhere",
  placeAddress: "",
  placeNote: "",
  onlineUrl: "",
  opensAt: "",
  closesAt: "",
  cancelDays: "1",
  cancelTime: "18:00",
};

/** Of the runs of a course and their sessions. */
export const runActions: Readonly<Record<string, Action>> = {
  [`${runFile}#addRun`]: desk("courses.write", ({ of }) => ({
    ...plan,
    ...about,
    courseId: of.spare.course,
    capacity: "",
  })),
  [`${runFile}#saveRun`]: desk("courses.write", async (aim) => ({
    ...about,
    ...(await versioned(aim, "run", aim.of.spare.run)),
  })),
  [`${runFile}#sameAgain`]: desk("courses.write", ({ of }) => ({
    courseId: of.subjects.course,
    id: of.spare.run,
    date: "2027-03-10",
  })),
  [`${runFile}#resize`]: desk("courses.write", ({ of }) => ({ runId: of.spare.run, capacity: "30" })),
  [`${runFile}#setRunState`]: desk("courses.write", ({ of }) => ({ id: of.spare.run, state: "paused" })),
  [`${runFile}#moveTo`]: desk("courses.write", ({ of }) => ({
    id: of.spare.session,
    scheduleVersion: "1",
    date: "2027-01-16",
    start: "10:00",
    end: "12:00",
  })),
  [`${runFile}#addOneSession`]: desk("courses.write", ({ of }) => ({
    runId: of.spare.run,
    date: "2027-01-23",
    start: "10:00",
    end: "12:00",
  })),
  [`${runFile}#callOffSession`]: desk("courses.write", ({ of }) => ({ id: of.spare.session })),
  [`${runFile}#callOffRun`]: desk("courses.write", ({ of }) => ({ id: of.spare.otherRun })),
};
