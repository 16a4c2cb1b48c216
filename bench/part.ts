import { writeSync } from "node:fs";
import { buildWeb, distFolder } from "@/scripts/bootstrap/build";
import { startInstallation } from "@/scripts/checks/installation";
import { applicationHttp, statementsFile } from "./application-http";
import { applicationVerb } from "./application-verb";
import { startBareApp } from "./bare-app";
import { customerBenchmarks } from "./customers/customers";
import { exportBenchmarks } from "./exports";
import { importBenchmarks } from "./imports";
import { landingPage } from "./landing-page";
import type { Benchmark } from "./measure";
import { crowdBenchmarks } from "./messages-crowd";
import { messageBenchmarks } from "./messages-throughput";
import { recordedApplication } from "./recorded-application";
import { poolSize } from "./scratch-world";
import { seatRush } from "./seat-rush";

const parts: Record<string, () => Promise<Benchmark[]>> = {
  seats: seatRush,
  verb: async () => [await applicationVerb()],
  messages: messageBenchmarks,
  crowd: () => crowdBenchmarks(process.argv.slice(3)),
  http,
  imports: () => importBenchmarks(process.argv.slice(3)),
  exports: () => exportBenchmarks(process.argv.slice(3)),
  customers: () => customerBenchmarks(process.argv.slice(3)),
};

async function http(): Promise<Benchmark[]> {
  await buildWeb(distFolder());
  const installation = await startInstallation({
    workers: 0,
    env: {
      NEXT_DIST_DIR: distFolder(),
      TRUSTED_PROXIES: "127.0.0.1/32,::1/128",
      DATABASE_POOL_SIZE: String(poolSize),
    },
  });
  try {
    const recorded = await recordedApplication(installation);
    const bare = await startBareApp({
      DATABASE_APP_URL: installation.appUrl,
      DATABASE_POOL_SIZE: String(poolSize),
      BENCH_STATEMENTS: statementsFile(recorded.recorded),
    });
    try {
      return [
        ...(await landingPage(installation.url, bare.url)),
        await applicationHttp({ ...recorded, bareUrl: bare.url }),
      ];
    } finally {
      await bare.stop();
    }
  } finally {
    await installation.stop();
  }
}

const name = process.argv[2] ?? "";
const part = parts[name];
if (!part) throw new Error(`there is no benchmark "${name}"`);
writeSync(1, JSON.stringify(await part()));
process.exit(0);
