const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extended = "^{}[]~\\|€\f";

/** Segments Twilio bills: 160/153 GSM-7 units or 70/67 UCS-2 units; a pair is never split over two segments. */
export function segmentCount(body: string): number {
  const characters = [...body];
  const gsm = characters.every((one) => basic.includes(one) || extended.includes(one));
  const widths = characters.map((one) => (gsm ? (extended.includes(one) ? 2 : 1) : one.length));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = gsm ? [160, 153] : [70, 67];
  if (total <= single) return 1;
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return segments;
}
