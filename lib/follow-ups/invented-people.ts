import type { PreviewPerson } from "./preview-people";
import { type Business, sampleValues } from "./sample-values";

/** Names of the invented: an ordinary one, one as long as names get, nobody's, and somebody's who reads English. */
export const inventedKinds = ["sample", "longName", "noValues", "english"] as const;
export type InventedKind = (typeof inventedKinds)[number];

/** Of whom nothing but the number is known: no name and nothing of the run that a business may leave out. */
const unknown = ["이름", "기수", "주소", "오시는길", "지도", "다음과정", "다음과정링크", "온라인링크"];

/** People whom every text must fit, whoever else gets it. An own field's sample is its name: what a person has there cannot be guessed. */
export function inventedPeople(business: Business, ownVariables: readonly string[]): PreviewPerson[] {
  const own = Object.fromEntries(
    ownVariables.map((variable) => [variable, `[${variable.slice(variable.indexOf(".") + 1)}]`]),
  );
  const korean = { ...own, ...sampleValues("ko", business) };
  const person = (kind: InventedKind, more: Partial<PreviewPerson>): PreviewPerson => ({
    id: `invented:${kind}`,
    name: "",
    note: "",
    locale: "ko",
    country: "KR",
    values: korean,
    ...more,
  });
  return [
    person("sample", {}),
    person("longName", {
      values: {
        ...korean,
        이름: "황보하늘별님구름햇살빛나",
        과정: "처음 가게를 여는 사장님을 위한 단골 만들기 마케팅 실전반",
        장소: "서울시민청 시민홀 지하 2층 동그라미방",
      },
    }),
    person("noValues", {
      values: Object.fromEntries(
        Object.entries(korean).filter(([name]) => !unknown.includes(name) && !(name in own)),
      ),
    }),
    person("english", { locale: "en", values: { ...own, ...sampleValues("en", business) } }),
  ];
}
