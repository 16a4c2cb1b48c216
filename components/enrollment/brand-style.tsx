import { brandColors, type ThemeColors } from "../public-page/brand-color";

/** A tenant's colour in place of the accent, corrected until it can be read; nothing where the tenant has none. */
export function BrandStyle({ color }: { color: string | null }) {
  const colors = brandColors(color);
  if (!colors) return null;
  const light = declarations(colors.light);
  const dark = declarations(colors.dark);
  return (
    <style>
      {`:root{${light}}@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}:root[data-theme="dark"]{${dark}}`}
    </style>
  );
}

const declarations = ({ accent, accentInk, accentSoft }: ThemeColors) =>
  `--accent:${accent};--accent-strong:${accent};--accent-ink:${accentInk};--accent-soft:${accentSoft}`;
