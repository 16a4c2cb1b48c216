import setUpDatabases from "../database/test-setup";
import { buildForTests } from "./build-for-tests";

/** Vitest calls this once before all tests that start processes: a build to serve and a server for databases. */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildForTests();
  return setUpDatabases();
}
