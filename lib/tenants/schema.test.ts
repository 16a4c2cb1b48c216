import { describe, expect, test } from "vitest";
import { smtpAccountInput, solapiAccountInput, twilioAccountInput } from "./account-schema";
import { may, ownCoursesOnly, permissions } from "./permissions";
import { basicsInput, isBusinessNumber, optOutInput } from "./schema";

test("the checksum of a business number finds a wrong digit", () => {
  expect(isBusinessNumber("1248100998")).toBe(true);
  expect(isBusinessNumber("1248100997")).toBe(false);
  expect(isBusinessNumber("0000000000")).toBe(false);
});

test("settings as a form sends them", () => {
  const given = {
    version: "3",
    name: " 하나 ",
    zone: "Asia/Seoul",
    locale: "ko",
    brandColor: "#B4471B",
    introduction: "",
  };
  expect(basicsInput.parse(given)).toEqual({
    ...given,
    version: 3,
    name: "하나",
    brandColor: "#b4471b",
    introduction: null,
  });
  expect(basicsInput.safeParse({ ...given, zone: "Asia/Nowhere" }).success).toBe(false);
  expect(basicsInput.safeParse({ ...given, brandColor: "red" }).success).toBe(false);
  expect(basicsInput.safeParse({ ...given, tenantId: "x" }).success).toBe(false);
  expect(optOutInput.safeParse({ version: "1", optOutNumber: "02-123-4567" }).success).toBe(false);
  expect(optOutInput.parse({ version: "1", optOutNumber: "080-123-4567" }).optOutNumber).toBe("080-123-4567");
});

test("a texting account needs something to send from", () => {
  const given = { id: "", provider: "twilio", key: `AC${"a".repeat(32)}`, secret: "", priority: "2" };
  expect(twilioAccountInput.safeParse({ ...given, senderNumber: "" }).success).toBe(false);
  expect(
    twilioAccountInput.parse({ ...given, senderNumber: "070-1234-5678", priceSms: "8.4" }),
  ).toMatchObject({
    id: undefined,
    secret: null,
    priority: 2,
    priceSms: 8_400_000,
  });
});

test("a mail server is an address without credentials; a price is won with two decimals at most", () => {
  const mail = (serverUrl: string, priceEmail = "") =>
    smtpAccountInput.safeParse({
      provider: "smtp",
      key: "user",
      secret: "p",
      serverUrl,
      mailFrom: "bread@bakery.example",
      priceEmail,
    });
  expect(mail("mail.example.com:587").data?.serverUrl).toBe("smtp://mail.example.com:587");
  expect(mail("smtps://mail.example.com", "1,234.56").data?.priceEmail).toBe(1_234_560_000);
  for (const bad of ["smtp://user:pass@mail.example.com", "https://mail.example.com", "smtp://", "a b"])
    expect(mail(bad).success).toBe(false);
  for (const price of ["-1", "1.234", "eight", "99999999"])
    expect(mail("mail.example.com", price).success).toBe(false);
  const solapi = { provider: "solapi", key: "NCS0123456789ABC", secret: "s", senderNumber: "02-322-0177" };
  expect(solapiAccountInput.safeParse(solapi).success).toBe(true);
  expect(solapiAccountInput.safeParse({ ...solapi, kakaoChannelId: "my channel" }).success).toBe(false);
});

describe("roles", () => {
  const allowed = (role: "owner" | "staff" | "instructor") =>
    permissions.filter((permission) => may(role, permission));

  test("an owner may do everything", () => expect(allowed("owner")).toEqual(permissions));

  test("staff may do everything but settings, members, keys, privacy and taking all of it away", () => {
    const missing = permissions.filter((permission) => !may("staff", permission));
    expect(missing).toEqual([
      "settings.write",
      "members.write",
      "keys.write",
      "privacy.write",
      "tenant.export",
    ]);
  });

  test("an instructor has roster, attendance and surveys of their own courses", () => {
    expect(allowed("instructor")).toEqual([
      "courses.read",
      "enrollments.read",
      "attendance.write",
      "surveys.read",
    ]);
    expect(ownCoursesOnly({ role: "instructor", membershipId: "m" })).toBe("m");
    expect(ownCoursesOnly({ role: "staff", membershipId: "m" })).toBeNull();
  });
});
