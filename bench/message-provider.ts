import { startTwilioServer } from "@/scripts/providers/twilio/twilio";

/** The provider of the message benchmark, a process of its own: neither side of the comparison shares its time. */
const server = await startTwilioServer({ adoptAccounts: true });
process.send?.(server.url);
process.on("disconnect", () => process.exit(0));
