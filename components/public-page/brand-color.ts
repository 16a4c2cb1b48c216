/** The colours a tenant's public pages take from its brand colour; each is readable where the pages use it. */
export interface BrandColors {
  light: ThemeColors;
  dark: ThemeColors;
}

export interface ThemeColors {
  accent: string;
  accentInk: string;
  accentSoft: string;
  /** Ground and ink of the cover that is made from the title. */
  cover: string;
  coverInk: string;
}

/** WCAG 2.2, 1.4.3: text below 24 px. */
export const READABLE = 4.5;

/** Every ground of components/ui/tokens.css that accent text stands on. */
const GROUNDS = { light: ["#fbf8f3", "#fffdfa", "#f3eee6"], dark: ["#171512", "#1f1c18", "#12100e"] };
const INK = { light: "#fff8f4", dark: "#1d0f08" };
const COVER_INK = "#fbf8f3";

type Rgb = readonly [number, number, number];

/**
 * Keeps the hue of a brand colour and moves its lightness, in OKLCH, as little as needed for 4.5:1 as text on the
 * page and under the text of a button, by day and by night. Null for anything but `#rrggbb`: the page keeps its own
 * accent then.
 */
export function brandColors(brandColor: string | null): BrandColors | null {
  if (!brandColor || !/^#[0-9a-f]{6}$/i.test(brandColor)) return null;
  const brand = toLch(fromHex(brandColor));
  return { light: themeColors(brand, "light"), dark: themeColors(brand, "dark") };
}

export function contrast(first: string, second: string) {
  const [a, b] = [luminance(fromHex(first)), luminance(fromHex(second))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function themeColors([lightness, chroma, hue]: Rgb, theme: "light" | "dark"): ThemeColors {
  const step = theme === "light" ? -0.005 : 0.005;
  const softLightness = theme === "light" ? 0.94 : 0.27;
  const accentSoft = toHex([softLightness, Math.min(chroma * 0.3, 0.04), hue]);
  const readable = (accent: string) =>
    [...GROUNDS[theme], accentSoft, INK[theme]].every((other) => contrast(accent, other) >= READABLE);
  let accentLightness = lightness;
  while (accentLightness > 0 && accentLightness < 1 && !readable(toHex([accentLightness, chroma, hue]))) {
    accentLightness += step;
  }
  const coverChroma = Math.min(chroma, 0.07);
  return {
    accent: toHex([accentLightness, chroma, hue]),
    accentInk: INK[theme],
    accentSoft,
    cover: toHex([theme === "light" ? 0.3 : 0.24, coverChroma, hue]),
    coverInk: COVER_INK,
  };
}

function fromHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const gamma = (channel: number) =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;

function luminance([red, green, blue]: Rgb) {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** sRGB to OKLCH, with the matrices of https://bottosson.github.io/posts/oklab/ */
function toLch([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const along = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const across = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    Math.hypot(along, across),
    Math.atan2(across, along),
  ];
}

function toHex([lightness, chroma, hue]: Rgb): string {
  const [along, across] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * along + 0.2158037573 * across) ** 3;
  const m = (lightness - 0.1055613458 * along - 0.0638541728 * across) ** 3;
  const s = (lightness - 0.0894841775 * along - 1.291485548 * across) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels
    .map((channel) => Math.round(gamma(Math.min(1, Math.max(0, channel))) * 255))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}
