import pg from "pg";

import { startReacting } from "../reacting";

// A worker for the test of poison (G14): what it makes of an event stands in the event itself. What is done is noted in a table.
const notes = new pg.Pool({ connectionString: process.argv[2], max: 2 });

process.on("disconnect", () => process.exit(0));
// Before anything can end it.
process.send?.("ready");
await startReacting(() => {}, {
  secondsEach: 2,
  reactTo: async ({ type, eventId }) => {
    if (type === "poison.throws") throw new Error("always");
    if (type === "poison.kills") process.kill(process.pid, "SIGKILL");
    // Death comes a moment after the call.
    if (type !== "attendance.marked") await new Promise(() => {});
    await notes.query("INSERT INTO done_by_worker (event_id) VALUES ($1) ON CONFLICT DO NOTHING", [eventId]);
  },
});
