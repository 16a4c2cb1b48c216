import { describe, expect, it } from "vitest";

import { maskName, shopInitial } from "./masked-name";

describe("names on the wall", () => {
  it.each([
    ["김영희", "김○희"],
    ["이준", "이○"],
    ["남궁은수", "남○○수"],
    ["선", "선○"],
    ["John Smith", "J○○n S○○○h"],
    ["  김  영희 ", "김○ 영○"],
    ["김영희".normalize("NFD"), "김○희".normalize("NFD")],
  ])("%s is shown as %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it("says no more of a shop than how it begins", () => {
    expect(shopInitial("봉평메밀")).toBe("봉…");
    expect(shopInitial("  ")).toBeNull();
    expect(shopInitial(null)).toBeNull();
  });
});
