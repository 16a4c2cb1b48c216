import type { ConsentPurpose } from "@/lib/customers/schema";
import { apply } from "@/lib/enrollments/enrollments";
import type { TenantScope } from "@/lib/platform/tenancy";

/** Invented people. Numbers of the form 010-0… are given to nobody; these only ever meet the local provider server. */
const people = [
  ["김영희", "010-5545-9952", "봉평메밀", "네이버 블로그", "sms"],
  ["박준호", "010-3321-6219", "별빛공방", "지인 소개", "sms"],
  ["이수빈", "010-8872-3055", "푸른농원", "네이버 블로그", "none"],
  ["남궁은", "010-2218-4420", "동네빵집", "인스타그램", "sms+night"],
  ["선우가람", "010-6634-7781", "산들카페", "전단지", "none"],
  ["황보빛나", "010-9012-1163", "빛나네일", "인스타그램", "sms"],
  ["정태양", "010-8942-1033", "맑은안경", "카카오톡 오픈채팅", "sms"],
  ["권경숙", "010-7337-6219", "별빛한복", "카카오톡 오픈채팅", "none"],
  ["제갈한결", "010-3874-9685", "한솔헤어", "네이버 블로그", "sms"],
  ["조철수", "010-7946-0475", "명가한우", "지인 소개", "sms"],
  ["강하늘", "010-4417-2290", "하늘꽃집", "네이버 블로그", "sms+night"],
  ["오세라", "010-5120-8834", "세라공방", "인스타그램", "none"],
] as const;

const consentsOf = (kind: (typeof people)[number][4]): ConsentPurpose[] =>
  kind === "none"
    ? ["collection"]
    : kind === "sms"
      ? ["collection", "advertising"]
      : ["collection", "advertising", "night"];

/** Lets the first `count` people apply to a run, each through the same verb as the public page. */
export async function applicants(tenant: TenantScope, runId: string, count: number, from = 0): Promise<void> {
  for (const [name, phone, shop, heardFrom, consent] of people.slice(from, from + count))
    await apply(
      { ...tenant, actor: { kind: "customer", id: null } },
      {
        runId,
        name,
        phone,
        shop,
        heardFrom,
        waitIfFull: true,
        consents: consentsOf(consent),
        evidence: { locale: "ko", source: "application_form", page: "demo" },
      },
    );
}
