import { brandColors, type ThemeColors } from "./brand-color";

/** The colours of components/ui/tokens.css that these pages use; page-style.test.ts keeps the two alike. */
const LIGHT = `--paper:#fbf8f3;--surface:#fffdfa;--sunken:#f3eee6;--line:#e6dfd3;--line-strong:#cfc5b4;--ink:#231f1a;--ink-2:#5d554a;--ink-3:#6e6558;--accent:#b8431f;--accent-ink:#fff8f4;--accent-soft:#fbe9e1;--warn:#7d5200;--warn-soft:#fbf0d6`;
const DARK = `--paper:#171512;--surface:#1f1c18;--sunken:#12100e;--line:#332e27;--line-strong:#4a4339;--ink:#f3ede3;--ink-2:#c1b7a8;--ink-3:#a0968a;--accent:#f08a63;--accent-ink:#2a0f05;--accent-soft:#3b2018;--warn:#e6bd69;--warn-soft:#332812`;

const TOKENS = `:root{color-scheme:light dark;${LIGHT};--cover:#231f1a;--cover-ink:#fbf8f3;--radius:10px;--font:"Pretendard Variable",Pretendard,-apple-system,BlinkMacSystemFont,system-ui,"Noto Sans KR",sans-serif}
@media (prefers-color-scheme:dark){:root{${DARK};--cover:#0f0d0b;--cover-ink:#f3ede3}}`;

const BASE = `*{box-sizing:border-box;margin:0}
html{font-family:var(--font);background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%;-webkit-font-smoothing:antialiased;scroll-padding-block:1rem 7rem}
body{font-size:1.0625rem;line-height:1.7;word-break:keep-all;overflow-wrap:anywhere}
a{color:var(--accent);font-weight:600;text-decoration:none}
a:hover{text-decoration:underline;text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
h1,h2,h3{text-wrap:balance;font-weight:800}
h2{font-size:1.375rem;line-height:1.35;letter-spacing:-.02em;margin:0 0 .875rem}
.in{max-width:728px;margin:auto;padding-inline:24px}
.n{white-space:nowrap}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.btn{display:inline-grid;place-items:center;min-height:52px;padding:12px 26px;border-radius:var(--radius);background:var(--accent);color:var(--accent-ink);font-weight:700;line-height:1.3;text-align:center}
.btn:hover{text-decoration:none;filter:brightness(1.06)}
.btn.plain{background:none;color:var(--ink);box-shadow:inset 0 0 0 1px var(--line-strong)}
.links{display:flex;flex-wrap:wrap;gap:0 18px;font-size:.9375rem}
.links a,.alone{display:inline-flex;align-items:center;min-height:44px}`;

const COVER = `.cover{background:var(--cover);color:var(--cover-ink);overflow:hidden}
.cover .in{position:relative;padding-block:56px 48px}
.cover small{display:block;font-size:.875rem;font-weight:600;color:color-mix(in srgb,var(--cover-ink) 78%,var(--cover))}
.cover a{display:inline-flex;align-items:center;min-height:44px;margin-block:-10px;color:inherit;font-weight:600;text-decoration:underline;text-decoration-color:color-mix(in srgb,currentColor 35%,transparent);text-underline-offset:.3em}
.cover :focus-visible{outline-color:var(--cover-ink)}
.cover h1{position:relative;z-index:1;font-size:clamp(2.25rem,10.4vw,3.75rem);line-height:1.16;letter-spacing:-.038em;margin:16px 0 18px;max-width:9em}
@media (max-width:719px){.cover h1.long{font-size:clamp(2rem,8.2vw,3rem)}}
.cover p{position:relative;z-index:1;font-size:1.125rem;max-width:30em;color:color-mix(in srgb,var(--cover-ink) 88%,var(--cover))}
.leaf{display:none}
.photo{display:block;width:100%;height:auto;aspect-ratio:3/2;object-fit:cover;background:var(--sunken)}
@media (min-width:720px){.photo{aspect-ratio:auto;max-height:420px}}
@media (min-width:980px){.cover .in{padding-block:76px 64px}.leaf{position:absolute;right:24px;bottom:48px;display:grid;justify-items:end;pointer-events:none}.leaf::before{content:attr(data-weekday);font-size:1.125rem;font-weight:600;line-height:1;margin:0 .3em 1.2em;color:color-mix(in srgb,var(--cover-ink) 50%,var(--cover))}.leaf::after{content:attr(data-day);font-weight:800;font-size:9.5rem;line-height:.82;letter-spacing:-.06em;font-variant-numeric:tabular-nums;color:color-mix(in srgb,var(--cover-ink) 13%,var(--cover))}}
@media (min-width:1180px){.leaf{right:-150px}}
@media (prefers-color-scheme:dark){.cover{border-bottom:1px solid var(--line)}}`;

const MAIN = `main.in{padding-bottom:56px}
.reason{margin-top:24px;padding:14px 18px;border-radius:var(--radius);background:var(--warn-soft);color:var(--warn);font-weight:600}
.reason p+p{font-weight:500}
.facts{display:grid;grid-template-columns:1fr 1fr;border-bottom:1px solid var(--line)}
.facts div{padding:20px 18px 18px 0;border-top:1px solid var(--line)}
.facts div:nth-child(-n+2){border-top:0}
.facts dt{font-size:.8125rem;font-weight:600;color:var(--ink-3)}
.facts dd{font-weight:600;line-height:1.5;margin-top:2px}
.facts dd small{display:block;font-size:.9375rem;font-weight:400;color:var(--ink-2)}
section{margin-top:48px}
section p+p{margin-top:.8em}
.text{color:var(--ink-2);white-space:pre-line;max-width:38em}
.take{padding:0;list-style:none;counter-reset:n}
.take li{counter-increment:n;display:grid;grid-template-columns:36px 1fr;padding:12px 0;border-top:1px solid var(--line)}
.take li:first-child{border:0}
.take li::before{content:counter(n);font-weight:700;color:var(--accent);font-variant-numeric:tabular-nums}
.who{display:grid;grid-template-columns:72px 1fr;gap:18px;align-items:center}
.face{width:72px;height:72px;border-radius:50%;background:var(--accent-soft);color:var(--accent);display:grid;place-items:center;font-weight:800;font-size:1.625rem}
.who p{color:var(--ink-2);font-size:1rem;white-space:pre-line}.who b{color:var(--ink)}
details{border-top:1px solid var(--line)}
details:last-child{border-bottom:1px solid var(--line)}
summary{display:flex;justify-content:space-between;gap:16px;align-items:center;min-height:56px;padding:8px 0;font-weight:600;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";flex:none;width:9px;height:9px;margin:-4px 4px 0 0;border:solid var(--ink-3);border-width:0 2px 2px 0;rotate:45deg}
details[open]>summary::after{rotate:225deg;margin-top:4px}
details .text{padding:0 0 18px}
.facts details,.facts details:last-child{border:0}
.facts summary{min-height:44px;padding:0;justify-content:start;font-size:.9375rem;color:var(--accent)}
.facts summary::after{border-color:currentColor}
.facts ol{padding:0;list-style:none;font-size:.9375rem;font-weight:400;color:var(--ink-2)}
.runs,.cards{padding:0;list-style:none}
.runs li{display:flex;flex-wrap:wrap;gap:6px 20px;justify-content:space-between;align-items:center;padding:14px 0;border-top:1px solid var(--line)}
.runs li:last-child{border-bottom:1px solid var(--line)}
.runs small{display:block;font-size:.9375rem;color:var(--ink-2)}
.runs .btn{min-height:44px;padding:8px 18px;font-size:1rem}
.cards li{position:relative;display:grid;gap:2px;padding:22px 40px 22px 0;border-top:1px solid var(--line)}
.cards li:last-child{border-bottom:1px solid var(--line)}
.cards li::after{content:"";position:absolute;right:8px;top:50%;width:10px;height:10px;margin-top:-5px;border:solid var(--ink-3);border-width:2px 2px 0 0;rotate:45deg}
.cards li:hover::after{border-color:var(--accent)}
.cards h3{font-size:1.25rem;letter-spacing:-.02em;line-height:1.4}
.cards h3 a{color:var(--ink);font-weight:inherit}
.cards h3 a::after{content:"";position:absolute;inset:0}
.cards small,.cards p{font-size:.9375rem;color:var(--ink-2)}
.cards p+p{margin-top:0}
.cards p.when{margin-top:6px;font-weight:600;color:var(--ink)}
.tag{display:inline-block;margin-left:8px;padding:1px 9px;border-radius:99px;background:var(--sunken);color:var(--ink-2);font-size:.8125rem;font-weight:600}
.tag.open{background:var(--accent-soft);color:var(--accent)}`;

const EDGES = `.go{position:sticky;bottom:0;z-index:1;background:var(--surface);border-top:1px solid var(--line)}
.go .in{display:flex;gap:16px;align-items:center;padding-block:12px max(14px,env(safe-area-inset-bottom))}
.go p{flex:1;min-width:0;font-size:.875rem;line-height:1.4;color:var(--ink-2)}
.go b{display:block;font-size:1rem;color:var(--ink)}
footer{border-top:1px solid var(--line);background:var(--sunken);color:var(--ink-2);font-size:.875rem}
footer .in{padding-block:28px 36px}
footer p+p{margin-top:4px}
footer span{display:inline-block;margin-right:14px}
footer a{display:inline-flex;align-items:center;min-height:44px;margin-right:18px;color:var(--ink)}
footer .made,footer .made a{color:var(--ink-3);font-weight:500}
.front h1{white-space:pre-line}.front .links{gap:12px;margin-top:28px}
.front .cover a.btn{margin:0;text-decoration:none;color:var(--accent-ink)}
.front .cover a.plain{color:inherit;box-shadow:inset 0 0 0 1px color-mix(in srgb,currentColor 40%,transparent)}
.three{display:grid;gap:0}.three h3{font-size:1.0625rem}
@media (min-width:720px){.runs strong+small{margin-top:2px}}
@media (prefers-reduced-motion:no-preference){.btn{transition:filter .12s}summary::after{transition:rotate .15s}}
@media print{.go,.links,.runs .btn,footer .made{display:none}.cover{--cover:#fff;--cover-ink:#111;background:none;border-bottom:2px solid #111}.leaf{display:none}body{font-size:11pt}section{margin-top:24pt;break-inside:avoid}details::details-content{content-visibility:visible;display:block;height:auto}summary::after{display:none}footer{background:none}}`;

const PAGE = [TOKENS, BASE, COVER, MAIN, EDGES].join("\n").replaceAll(/\n/g, "");

const variables = (colors: ThemeColors) =>
  `--accent:${colors.accent};--accent-ink:${colors.accentInk};--accent-soft:${colors.accentSoft};--cover:${colors.cover};--cover-ink:${colors.coverInk}`;

/** The whole stylesheet of a public page, in the tenant's colour; its hash goes into the page's security policy. */
export function pageStyle(brandColor: string | null): string {
  const brand = brandColors(brandColor);
  if (!brand) return PAGE;
  return `${PAGE}:root{${variables(brand.light)}}@media (prefers-color-scheme:dark){:root{${variables(brand.dark)}}}`;
}
