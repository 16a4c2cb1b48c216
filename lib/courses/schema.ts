import { z } from "zod";

export const courseKinds = ["lecture", "practice", "coaching", "study", "video"] as const;
export type CourseKind = (typeof courseKinds)[number];

export const visibilities = ["draft", "listed", "link_only", "paused", "closed"] as const;
export type Visibility = (typeof visibilities)[number];

export const runStates = ["open", "paused", "closed", "cancelled"] as const;
export type RunState = (typeof runStates)[number];

const line = (most: number) => z.string().trim().max(most);
/** An empty field means that there is nothing, not an empty text. */
const optionalLine = (most: number) => line(most).transform((text) => text || null);
const longText = z
  .string()
  .trim()
  .max(20_000)
  .transform((text) => text.replace(/\r\n?/g, "\n") || null);

export const id = z.uuid();
export const slug = z.string().trim().toLowerCase().max(60);

const localDate = z.iso.date("courses.errors.date");
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "courses.errors.time");
/** Wall clock time where the business is, as a datetime-local field sends it. */
const localMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, "courses.errors.date");

/** One class session as the owner says it. An end not later than the start means the next day. */
export const sessionTime = z.strictObject({ date: localDate, start: localTime, end: localTime });
export type SessionTime = z.infer<typeof sessionTime>;

const price = z
  .int("courses.errors.price")
  .min(0, "courses.errors.price")
  .max(100_000_000, "courses.errors.price");
export const capacity = z
  .int("courses.errors.capacity")
  .min(1, "courses.errors.capacity")
  .max(100_000, "courses.errors.capacity")
  .nullable();

const httpsAddress = z
  .url({ protocol: /^https?$/, error: "courses.errors.onlineUrl" })
  .max(2000)
  .nullable()
  .or(z.literal("").transform(() => null));

export const runFields = {
  label: optionalLine(60).nullable(),
  priceWon: price,
  placeName: optionalLine(120).nullable(),
  placeAddress: optionalLine(300).nullable(),
  placeLatitude: z.number().min(-90).max(90).nullable(),
  placeLongitude: z.number().min(-180).max(180).nullable(),
  placeNote: longText.nullable(),
  onlineUrl: httpsAddress,
  opensAt: localMoment.nullable(),
  closesAt: localMoment.nullable(),
  cancelDays: z.int().min(0).max(365),
  cancelTime: localTime,
};

export const makeRunInput = z.strictObject({
  ...z.object(runFields).partial().shape,
  courseId: id,
  capacity: capacity.default(null),
  sessions: z.array(sessionTime).max(100),
});
export type MakeRun = z.input<typeof makeRunInput>;

export const changeRunInput = z.strictObject({
  id,
  version: z.int(),
  changes: z.strictObject(runFields).partial(),
});
export type ChangeRun = z.input<typeof changeRunInput>;

const title = line(120).min(1, "courses.errors.title");

export const makeCourseInput = z.strictObject({
  kind: z.enum(courseKinds),
  title,
  subtitle: optionalLine(200).nullable().optional(),
  slug: slug.optional(),
  locale: z.enum(["ko", "en"]).optional(),
  needsApproval: z.boolean().optional(),
  forChildren: z.boolean().optional(),
  /** A membership. */
  instructorId: id.nullable().optional(),
});
export type MakeCourse = z.input<typeof makeCourseInput>;

const faqEntry = z.strictObject({ question: line(300).min(1), answer: line(3000).min(1) });

export const courseFields = z.strictObject({
  kind: z.enum(courseKinds),
  title,
  subtitle: optionalLine(200).nullable(),
  locale: z.enum(["ko", "en"]),
  description: longText.nullable(),
  takeAways: z.array(line(300).min(1)).max(20),
  teacherName: optionalLine(60).nullable(),
  teacherWords: longText.nullable(),
  faq: z.array(faqEntry).max(30),
  needsApproval: z.boolean(),
  forChildren: z.boolean(),
  nextCourseId: id.nullable(),
  surveyKey: optionalLine(80).nullable(),
  instructorId: id.nullable(),
});
export const courseChanges = courseFields.partial();
export const changeCourseInput = z.strictObject({ id, version: z.int(), changes: courseChanges });
export type ChangeCourse = z.input<typeof changeCourseInput>;

export const changeVisibilityInput = z.strictObject({ id, visibility: z.enum(visibilities) });
export const changeSlugInput = z.strictObject({ id, slug });

export const moveSessionInput = sessionTime.extend({
  id,
  /** What the person saw when deciding; somebody else's move in between is not overwritten. */
  scheduleVersion: z.int(),
});
export type MoveSession = z.input<typeof moveSessionInput>;

export const changeCapacityInput = z.strictObject({
  runId: id,
  capacity,
  /** Below the places already given away: only by somebody's name. */
  override: z.boolean().default(false),
});
export type ChangeCapacity = z.input<typeof changeCapacityInput>;

export const duplicateRunInput = z.strictObject({ id, date: localDate });

/** How often a new run meets: the first session again every so many days. */
export const sessionPlan = sessionTime.extend({
  count: z.int("courses.errors.count").min(1, "courses.errors.count").max(60, "courses.errors.count"),
  everyDays: z
    .int("courses.errors.everyDays")
    .min(1, "courses.errors.everyDays")
    .max(92, "courses.errors.everyDays"),
});
export type SessionPlan = z.infer<typeof sessionPlan>;
