import { gzipSync } from "node:zlib";

import { load } from "./load";
import { asFigure, asRatio, type Benchmark, interleaved } from "./measure";

const rounds = 7;
const perRound = 3000;
const clients = 16;

/** The cached landing page with its strict policy against a bare static page; and what script it carries. */
export async function landingPage(appUrl: string, bareUrl: string): Promise<Benchmark[]> {
  const page = `${appUrl}/demo/lecture`;
  const html = await (await fetch(page)).text();
  const scripts = [...html.matchAll(/<script(?![^>]*ld\+json)[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([whole]) => whole)
    .join("");
  const ours = () => load(page, perRound, clients, 200);
  const baseline = () => load(bareUrl, perRound, clients, 200);
  await ours();
  await baseline();
  const linked = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].length;
  return [
    asRatio("landing page against a bare static page", 0.6, await interleaved(rounds, ours, baseline)),
    asFigure(
      "landing page: script of ours",
      scripts === "" ? 0 : gzipSync(scripts).length,
      "bytes gz",
      "< 5120",
    ),
    asFigure("landing page: script files linked", linked, "files", "0"),
    asFigure("landing page: HTML", gzipSync(html).length, "bytes gz", "reported"),
  ];
}
