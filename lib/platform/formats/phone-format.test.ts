import { expect, test } from "vitest";
import { isLegacyMobile } from "./phone-format";

test.each([
  ["+82112345678", true],
  ["+821612345678", true],
  ["+821923456789", true],
  ["+821012345678", false],
  ["+82212345678", false],
  ["+8215881234", false],
])("%s is an old mobile number: %s", (e164, legacy) => expect(isLegacyMobile(e164)).toBe(legacy));
