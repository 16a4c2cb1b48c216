import { expect, test } from "vitest";
import { formValues } from "./form-values";

function form(...entries: [string, string | File][]): FormData {
  const made = new FormData();
  for (const [name, value] of entries) made.append(name, value);
  return made;
}

test("names nest, lists stay lists, React's own fields are left out", () => {
  const given = form(
    ["$ACTION_REF_1", ""],
    ["title", "강의"],
    ["takeAways[]", "하나"],
    ["faq.0.question", "주차?"],
    ["faq.0.answer", "네"],
    ["faq.1.question", "환불?"],
  );
  expect(formValues(given)).toEqual({
    input: {
      title: "강의",
      takeAways: ["하나"],
      faq: [{ question: "주차?", answer: "네" }, { question: "환불?" }],
    },
    values: {
      title: "강의",
      "takeAways[]": ["하나"],
      "faq.0.question": "주차?",
      "faq.0.answer": "네",
      "faq.1.question": "환불?",
    },
  });
});

test("secrets are not handed back, the skin's fields are taken out, empty files are absent", () => {
  const given = form(
    ["email", "a@b.example"],
    ["password", "geheim"],
    ["idempotencyKey", "key"],
    ["website", "spam"],
    ["cover", new File([], "")],
  );
  expect(formValues(given)).toEqual({
    input: { email: "a@b.example", password: "geheim" },
    values: { email: "a@b.example" },
    idempotencyKey: "key",
    honeypot: "spam",
  });
});

test("no name reaches a prototype or a giant list", () => {
  const given = form(
    ["__proto__.isOperator", "1"],
    ["a.constructor.b", "1"],
    ["list.9999999.x", "1"],
    ["list.0", "ok"],
  );
  expect(formValues(given).input).toEqual({ list: ["ok"] });
  expect(({} as Record<string, unknown>)["isOperator"]).toBeUndefined();
});

test("client code may give an object", () => {
  expect(formValues({ title: "강의", idempotencyKey: "key" })).toEqual({
    input: { title: "강의" },
    values: {},
    idempotencyKey: "key",
  });
});
