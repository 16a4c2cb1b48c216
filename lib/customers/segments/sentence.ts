import type { Condition, FactTest } from "@/lib/rules/rules";

import type { SentenceGround } from "./plain";
import { sentenceEn, statementEn } from "./sentence-en";
import { sentenceKo, statementKo } from "./sentence-ko";

/** The condition as a person would say it: "태그에 ‘단골’이 있고, 최근 30일 안에 출석한 고객". */
export const sentenceOf = (condition: Condition, ground: SentenceGround): string =>
  ground.locale === "ko" ? sentenceKo(condition, ground) : sentenceEn(condition, ground);

/** A test as it is with one customer, turned round where it does not hold: always something true. */
export const statementOf = (test: FactTest, held: boolean, ground: SentenceGround): string =>
  ground.locale === "ko" ? statementKo(test, held, ground) : statementEn(test, held, ground);
