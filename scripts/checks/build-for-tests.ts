import { buildWeb, generateClient } from "../bootstrap/build";

/** The production build that tests serve; apart from the one of `npm start`, and made again only when the source changed. */
export async function buildForTests(): Promise<void> {
  process.env["NEXT_DIST_DIR"] = ".next-test";
  generateClient();
  await buildWeb(".next-test");
}
