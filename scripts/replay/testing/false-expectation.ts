import { checks } from "../checks";
import { command } from "../command";

/** The same command, expecting one more on the waitlist than there are. */
await command((sql, provider, runId, tally) =>
  checks(sql, provider, runId, { ...tally, waitlisted: tally.waitlisted + 1 }),
);
