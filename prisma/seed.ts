import { businessNow } from "@/lib/platform/clock";

import { bakeryCourses, coachCourses } from "./demo/courses";
import { keptByHand } from "./demo/kept";
import { applicants } from "./demo/people";
import { knownCustomers } from "./demo/records";
import { demoSegments } from "./demo/segments";
import { demoOperator, demoTenant } from "./demo/tenants";

/** Fills the demo once: the coach's tenant, a client business, an operator. What is there already is left alone. */
export async function seedDemo(): Promise<void> {
  await demoOperator();
  const now = await businessNow();

  const coach = await demoTenant({
    slug: "demo",
    name: "작은가게 마케팅",
    brandColor: "#b8431f",
    introduction: "혼자 꾸리는 작은 가게의 단골을 함께 만들어요.",
    owner: { email: "owner@demo.dangol.test", name: "이가람" },
    footer: {
      businessName: "작은가게 마케팅",
      representative: "이가람",
      businessNumber: "124-81-00998",
      address: "서울 서초구 강남대로 359",
      phone: "02-555-0199",
      email: "hello@demo.dangol.test",
    },
    optOutNumber: "080-123-4567",
    texting: { accountSid: `AC${"d".repeat(32)}`, senderNumber: "+8225550199" },
    kakaoChannelId: "KA01PF000000000000000000000000demo",
    advertisingProof: { description: "demo, local server" },
  });
  if (coach) {
    const courses = await coachCourses(coach, now);
    await applicants(coach, courses.lectureRunNear, 8);
    await applicants(coach, courses.lectureRunNext, 6, 6);
    await applicants(coach, courses.practiceRun, 2, 3);
    await keptByHand(coach, now);
    await demoSegments(coach);
    await knownCustomers(coach);
  }

  const bakery = await demoTenant({
    slug: "bakery",
    name: "동네빵집",
    brandColor: "#7a4a12",
    introduction: "연남동의 작은 빵집, 한 달에 두 번 빵 교실을 열어요.",
    owner: { email: "owner@bakery.dangol.test", name: "박지우" },
    footer: {
      businessName: "동네빵집",
      representative: "박지우",
      businessNumber: "220-81-62517",
      address: "서울 마포구 연남로 12",
      phone: "02-322-0177",
      email: "bread@bakery.dangol.test",
    },
    optOutNumber: "080-765-4321",
    texting: { accountSid: `AC${"b".repeat(32)}`, senderNumber: "+8223220177" },
  });
  if (bakery) {
    const courses = await bakeryCourses(bakery, now);
    await applicants(bakery, courses.classRun, 4, 2);
  }
}
