import { describe, expect, test } from "vitest";
import { unsupportedCharacters } from "@/lib/messages/korean-characters";
import { classOf } from "@/lib/messages/message-class";
import { saysReplyStop } from "@/lib/messages/reply-stop";
import { templateBody, templateVariables } from "@/lib/messages/schema";
import { fill, templateProblems } from "@/lib/messages/template";
import { koreanLength, segmentsOf } from "@/lib/messages/text-length";

import { labelProblems } from "./labelled-template";
import { moments, placeOf, wordingKinds } from "./moments";
import { sampleValues } from "./sample-values";
import starter from "./starter.json" with { type: "json" };
import library from "./starter-library.json" with { type: "json" };

interface StarterText {
  key: string;
  title: { ko: string; en: string };
  length?: string;
  body: { class: string; texts: { ko: string; en: string } };
}

const texts: StarterText[] = [...starter.templates, ...library];
const business = { senderName: "단골마케팅연구소", slug: "dangol", baseUrl: "https://dangol.example" };
const samples = {
  ko: sampleValues("ko", business),
  en: sampleValues("en", { ...business, senderName: "Dangol Marketing" }),
};
/** Moments at which words sell something, or please where the law counts that as advertising (a birthday). */
const advertisingMoments = ["next_course", "early_bird", "study_group", "birthday"];
const mostSegments = 3;

/** People and courses with and without a final consonant, and the length of name and title that a short text promises. */
const people = [
  { 이름: "김영희", 과정: "동네 글쓰기", 다음과정: "단골 만들기", 환불금액: "30,000원" },
  { 이름: "홍길동", 과정: "혼자서도 되는 동네 마케팅", 다음과정: "한 달 실습", 환불금액: "3만" },
  { 이름: "남궁민수", 과정: "동네 가게 사진", 다음과정: "가게 이야기", 환불금액: "300,000원" },
];

const wrongParticle =
  /(?:글쓰기|만들기|이야기)(?:은|이|을|과|으로|이에요)(?=[\s.,!?]|$)|(?:마케팅|사진|실습|원)(?:는|가|를|와|예요)(?=[\s.,!?]|$)|\((?:은|는|이|가|을|를|으)\)/;
const bareParticle =
  /\}(?:은|는|이|가|을|를|과|와|으로|로|이에요|예요|이나|나|이랑|랑|이라|라)(?=[\s.,!?]|$)/;
const stiff = /습니다|니까\?|십시오|하시오|귀하|당신|되어지|에 대하여|드립니다|바랍니다/;

/** Everything that would make one text unfit to be given to a new business. */
function faultsOf({ key, title, length, body }: StarterText): string[] {
  const { ko, en } = body.texts;
  const advertising = advertisingMoments.includes(placeOf(key).moment);
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(`${key}: ${fault}`);
  };
  must(title.ko !== "" && title.en !== "" && ko !== "" && en !== "", "is not there in both languages");
  must(placeOf(key).moment !== "other", "belongs to no moment");
  must(body.class === (advertising ? "advertising" : "transactional"), "has another class than its moment");
  must(advertising || classOf("transactional", `${ko}\n${en}`).words.length === 0, "promotes in a notice");
  for (const text of [ko, en]) {
    must(templateProblems(text, templateVariables).length === 0, "has an unknown blank");
    must(!saysReplyStop(text), "asks to answer STOP");
    if (advertising) {
      must(labelProblems(text, business.senderName).length === 0, "is not labelled");
      must(text.startsWith("(광고)#{사업장}"), "does not open with label and sender");
      must(text.trimEnd().endsWith("무료수신거부 #{수신거부번호}"), "does not end with the free number");
    }
  }
  must(!bareParticle.test(ko), "has a particle that cannot change");
  must(!stiff.test(ko), "is stiff");
  must(sentencesOf(ko).every(isPolite), "is not in 해요체");
  for (const person of people) {
    const filled = fill(ko, { ...samples.ko, ...person });
    must(filled.missing.length === 0, `lacks ${filled.missing}`);
    must(!wrongParticle.test(filled.text), "has a wrong particle");
    must(unsupportedCharacters(filled.text).length === 0, "has a character no phone shows");
    const { kind } = koreanLength(filled.text);
    must(kind === "sms" || (length !== "sms" && kind === "lms"), `is ${kind}`);
  }
  const english = segmentsOf(fill(en, samples.en).text);
  must(advertising || english.encoding === "gsm7", "costs double in English");
  must(english.segments <= (advertising ? 6 : mostSegments), `is ${english.segments} segments in English`);
  return faults;
}

/** What ends in a mark is a sentence; dates, places, links and "문의 02-…" are not. */
const sentencesOf = (ko: string) =>
  fill(ko, samples.ko)
    .text.split("\n")
    .filter((line) => !/https?:/.test(line))
    .flatMap((line) => line.match(/[^.!?]*[가-힣][.!?]+(?=\s|$)/g) ?? []);

const isPolite = (sentence: string) => /(?:요|죠)[.!?]+$/.test(sentence);

describe("the texts a business begins with", () => {
  test("are fit to be sent: class, label, way out, length, characters, blanks, particles, politeness", () => {
    expect(texts.flatMap(faultsOf)).toEqual([]);
  });

  test("say something at each moment, for each sort of course that needs its own words", () => {
    const places = texts.map(({ key }) => placeOf(key));
    const said = new Set(places.map(({ moment }) => moment));
    expect(moments.filter((moment) => moment !== "other" && !said.has(moment))).toEqual([]);
    expect(new Set(places.map(({ kind }) => kind))).toEqual(new Set(wordingKinds));
    expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length);
    for (const { body } of texts) templateBody.parse(body);
  });

  test("every blank has a sample in both languages", () => {
    for (const locale of ["ko", "en"] as const)
      expect(templateVariables.filter((name) => !samples[locale][name])).toEqual([]);
  });
});

describe("a fault is found", () => {
  const [notice] = library.filter(({ key }) => key === "day_before_short");
  const [advertisement] = library.filter(({ key }) => key === "early_bird");
  const broken = (one: StarterText | undefined, change: (ko: string) => string, en?: string) =>
    faultsOf({
      ...(one as StarterText),
      body: {
        ...(one as StarterText).body,
        texts: {
          ko: change((one as StarterText).body.texts.ko),
          en: en ?? (one as StarterText).body.texts.en,
        },
      },
    });

  test.each([
    ["a notice that promotes", notice, (ko: string) => `${ko} 할인`, "promotes"],
    ["a text too long for its promise", notice, (ko: string) => `${ko} ${"가".repeat(30)}`, "is lms"],
    ["an emoji", notice, (ko: string) => `${ko} 😀`, "character"],
    ["an unknown blank", notice, (ko: string) => `${ko}#{이룸}`, "unknown blank"],
    ["a fixed particle", notice, (ko: string) => ko.replace("#{과정}에서", "#{과정}은"), "particle that"],
    ["the other politeness", notice, () => "#{이름}님, 내일 만납시다.", "해요체"],
    ["stiff words", notice, () => "#{이름}님, 내일 오시기 바랍니다.", "stiff"],
    ["an answer that reaches nobody", notice, (ko: string) => `${ko} Reply STOP`, "STOP"],
    ["no label", advertisement, (ko: string) => ko.replace("(광고)", ""), "labelled"],
    ["no free number", advertisement, (ko: string) => ko.replace(/\n무료.*$/, ""), "free number"],
    [
      "a declared notice",
      advertisement && { ...advertisement, key: "confirmed" },
      (ko: string) => ko,
      "class",
    ],
  ])("%s", (_, one, change, fault) => {
    expect(broken(one, change).join("\n")).toContain(fault);
  });

  test("English that costs double, or too much", () => {
    expect(broken(notice, (ko) => ko, "See you tomorrow — at noon").join()).toContain("double");
    expect(broken(notice, (ko) => ko, "a".repeat(460)).join()).toContain("segments in English");
  });
});
