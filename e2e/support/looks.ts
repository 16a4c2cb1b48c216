/** One way to look at a page. */
export interface Look {
  locale: "ko" | "en";
  theme: "light" | "dark";
  device: "phone" | "laptop";
}

/** Four of the eight, in which each pair of values occurs. */
export const pairwise: readonly Look[] = [
  { locale: "ko", theme: "light", device: "phone" },
  { locale: "ko", theme: "dark", device: "laptop" },
  { locale: "en", theme: "light", device: "laptop" },
  { locale: "en", theme: "dark", device: "phone" },
];

export const everyLook: readonly Look[] = (["ko", "en"] as const).flatMap((locale) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["phone", "laptop"] as const).map((device) => ({ locale, theme, device })),
  ),
);

export const sizes = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1280, height: 800 },
} as const;
