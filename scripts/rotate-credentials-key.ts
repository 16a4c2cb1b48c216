import { closeDatabase } from "@/lib/platform/database/pool";
import { rotateCredentials } from "@/lib/tenants/sealed-credentials";

/**
 * `npm run rotate-credentials-key`: seals the credentials of all provider accounts with CREDENTIALS_KEY. The old key stands in
 * CREDENTIALS_KEY_BEFORE meanwhile, for this command and for every web and worker.
 */
const { rotated, already, unreadable } = await rotateCredentials();
await closeDatabase();
process.stdout.write(
  `${rotated} account${rotated === 1 ? "" : "s"} sealed with the present key, ${already} had it already.\n`,
);
if (unreadable.length > 0) {
  process.stderr.write(
    `No key here opens these accounts: ${unreadable.join(", ")}. Set CREDENTIALS_KEY_BEFORE to the key they were sealed with and run this again; until then they send nothing.\n`,
  );
  process.exitCode = 1;
} else
  process.stdout.write(
    "CREDENTIALS_KEY_BEFORE is needed no more once every web and worker runs with CREDENTIALS_KEY.\n",
  );
