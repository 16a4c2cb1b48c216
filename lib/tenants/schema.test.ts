import { describe, expect, test } from "vitest";
import { may, ownCoursesOnly, permissions } from "./permissions";
import { basicsInput, isBusinessNumber, optOutInput, twilioInput } from "./schema";

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
  const accountSid = `AC${"a".repeat(32)}`;
  expect(twilioInput.safeParse({ accountSid, authToken: "x", senderNumber: "" }).success).toBe(false);
  expect(twilioInput.safeParse({ accountSid, authToken: "", senderNumber: "070-1234-5678" }).success).toBe(
    true,
  );
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
