import { changeCourse, changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { makeSegment } from "@/lib/customers/segments/segments";
import { apply } from "@/lib/enrollments/enrollments";
import { loadStarter } from "@/lib/follow-ups/starter";
import { businessNow } from "@/lib/platform/clock";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import { changeFooter, changePrivacyPolicy, settingsOf } from "@/lib/tenants/settings";
import { makeTenant } from "@/lib/tenants/tenants";

/** A tenant whose course, customers and owner read English, beside the Korean ones of the demo. */
export async function englishTenant(slug: string, password: string): Promise<void> {
  const { owner } = await makeTenant({
    slug,
    name: "Lantern Street Bakery",
    locale: "en",
    owner: { email: `owner@${slug}.dangol.test`, name: "Robin Park", password },
  });
  await loadStarter(owner);
  await makeSegment(owner, {
    name: "Have been here",
    condition: { fact: "enrollment.count", is: "gte", value: 1 },
  });
  const version = async () => (await settingsOf(owner)).version;
  await changeFooter(owner, {
    version: await version(),
    businessName: "Lantern Street Bakery",
    representative: "Robin Park",
    businessNumber: "220-81-62517",
    address: "12 Lantern Street, Seoul",
    phone: "02-322-0177",
    email: `hello@${slug}.dangol.test`,
  });
  await changePrivacyPolicy(owner, {
    version: await version(),
    privacyPolicy: "We keep what you write for a year.",
  });
  // It sends nothing: without a number's proof its texts wait. The page of an account shows it.
  await setTextingAccount(owner, {
    accountSid: `AC${"1".repeat(32)}`,
    authToken: "local",
    senderNumber: "+8223220178",
    messagingServiceSid: null,
  });
  const course = await makeCourse(owner, {
    kind: "lecture",
    title: "Your first country loaf",
    slug: "country-loaf",
    locale: "en",
  });
  const changes = {
    subtitle: "A day with flour, water and salt",
    takeAways: ["A loaf that you baked", "A table for your own oven"],
    teacherName: "Robin Park",
    faq: [{ question: "May I bring a friend?", answer: "Gladly: choose two places in the form." }],
    surveyKey: "after_course",
  };
  await changeCourse(owner, { id: course.id, version: 1, changes });
  await changeVisibility(owner, { id: course.id, visibility: "listed" });
  const date = addDays(localDate(await businessNow(), "Asia/Seoul"), 9);
  const run = await makeRun(owner, {
    courseId: course.id,
    capacity: 12,
    placeName: "Lantern Street Bakery",
    placeAddress: "12 Lantern Street, Seoul",
    sessions: [{ date, start: "14:00", end: "16:00" }],
  });
  for (const person of [
    { name: "Alex Kim", phone: "010-4417-2291", shop: "Corner Flowers" },
    { name: "Alec Kim", phone: "010-4417-2292", shop: "Corner Flowers" },
  ])
    await apply(
      { ...owner, actor: { kind: "customer", id: null } },
      {
        ...person,
        runId: run.id,
        waitIfFull: false,
        consents: ["collection", "advertising"],
        evidence: { locale: "en", source: "application_form", page: "test" },
      },
    );
}
