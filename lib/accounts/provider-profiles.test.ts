import { describe, expect, test } from "vitest";
import { demoPeople } from "@/scripts/providers/oauth/people";
import { googleClaims, kakaoMe, naverMe } from "@/scripts/providers/oauth/provider-answers";
import { readProfile } from "./provider-profiles";

function person(key: string) {
  const found = demoPeople.find((one) => one.key === key);
  if (!found) throw new Error(`nobody is called ${key}`);
  return found;
}

describe("what a provider says of a person", () => {
  test("Kakao writes numbers its own way and says whether an address is proven", () => {
    expect(readProfile("kakao", kakaoMe(person("owner")))).toEqual({
      provider: "kakao",
      subject: "4000001001",
      name: "김하나",
      email: "owner@demo.dangol.test",
      emailVerified: true,
      phone: "+821012345678",
    });
    expect(readProfile("kakao", kakaoMe(person("unverified"))).emailVerified).toBe(false);
  });

  test("an address that counts as verified but no longer as valid is not proven", () => {
    const answer = kakaoMe(person("owner"));
    const account = { ...answer.kakao_account, is_email_valid: false };
    expect(readProfile("kakao", { ...answer, kakao_account: account }).emailVerified).toBe(false);
  });

  test("people may keep their address to themselves", () => {
    expect(readProfile("kakao", kakaoMe(person("no-email")))).toMatchObject({
      email: null,
      emailVerified: false,
    });
    expect(readProfile("naver", naverMe(person("no-email")))).toMatchObject({ email: null });
  });

  test("Google says it in its claims", () => {
    expect(readProfile("google", googleClaims(person("owner")))).toMatchObject({
      emailVerified: true,
      phone: null,
    });
    expect(readProfile("google", googleClaims(person("unverified")))).toMatchObject({ emailVerified: false });
  });

  test("Naver proves no address", () => {
    expect(readProfile("naver", naverMe(person("owner")))).toMatchObject({
      email: "owner@demo.dangol.test",
      emailVerified: false,
      phone: "+821012345678",
    });
  });

  test("an answer without the person is refused", () => {
    expect(() => readProfile("naver", { resultcode: "024", message: "Authentication failed" })).toThrow();
  });
});
