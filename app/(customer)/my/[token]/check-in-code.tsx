import { getTranslations } from "next-intl/server";
import { create } from "qrcode";

const quiet = 4;

/** A person's code, as large as the phone is wide: drawn on the server, black on white in the dark too. */
export async function CheckInCode({ address, name }: { address: string; name: string }) {
  const words = await getTranslations("enrollments.my");
  const { size, data } = create(address, { errorCorrectionLevel: "M" }).modules;
  const dark = Array.from({ length: size * size }, (_, at) => at).filter((at) => data[at]);
  const path = dark.map((at) => `M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z`).join("");
  const side = size + quiet * 2;
  return (
    <section className="mt-6 rounded-lg border border-line bg-surface px-5 py-5 text-center">
      <h2 className="text-base font-bold">{words("code")}</h2>
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={words("codeAlt", { name })}
        shapeRendering="crispEdges"
        className="mx-auto mt-3 w-full max-w-80 rounded-lg"
      >
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p className="mt-3 text-sm text-ink-3">{words("codeHint")}</p>
    </section>
  );
}
