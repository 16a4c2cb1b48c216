import { ChangeListener, EVERYBODY } from "./public-page-cache/listener.mjs";
import { PageMemory } from "./public-page-cache/memory.mjs";

/** Seconds for which a page stays true by itself (until its course opens, closes or begins). Not sent to the browser. */
const FRESH_FOR = "x-dangol-fresh-for";

const memory = new PageMemory();

// Next loads this file itself, outside the application's build, so it cannot read lib/platform/env.ts.
// biome-ignore lint/style/noProcessEnv: see above
const { NEXT_PHASE, DATABASE_APP_URL } = process.env;
const building = NEXT_PHASE === "phase-production-build";

/** @type {ChangeListener | undefined} */
let listener;

function listening() {
  if (building || !DATABASE_APP_URL) return false;
  if (!listener) {
    listener = new ChangeListener(DATABASE_APP_URL, {
      onChange: (owner) => (owner === EVERYBODY ? memory.dropAll() : memory.drop(owner)),
      onReconnect: () => memory.dropAll(),
    });
    void listener.start();
  }
  return listener.listening;
}

/**
 * Next's own cache, in this process's memory and emptied by the database: every process hears which tenant changed in
 * the moment the change commits, so a page is never older than the last news, and without a line to the database
 * nothing is answered from memory. Next makes one instance a request; the memory belongs to the process.
 */
export default class PublicPageCache {
  /** @type {Map<string, number>} what was known when this request began to write its page */
  #tickets = new Map();

  /** @param {string} key */
  async get(key) {
    if (!listening()) return null;
    const path = pathOf(key);
    const entry = memory.find(path);
    if (entry) return { value: entry.value, lastModified: entry.storedAt };
    if (!this.#tickets.has(path)) this.#tickets.set(path, memory.ticket());
    return null;
  }

  /**
   * @param {string} key
   * @param {{ kind: string, body?: Buffer, html?: string, headers?: Record<string, unknown> } | null} value
   */
  async set(key, value) {
    const path = pathOf(key);
    const ticket = this.#tickets.get(path);
    this.#tickets.delete(path);
    const freshFor = Number(value?.headers?.[FRESH_FOR] ?? Number.NaN);
    if (value?.headers) delete value.headers[FRESH_FOR];
    if (!value || ticket === undefined || !listening()) return;
    memory.keep(path, value, {
      ticket,
      bytes: (value.body?.length ?? value.html?.length ?? 0) + 1024,
      ...(Number.isFinite(freshFor) && { freshForMs: freshFor * 1000 }),
    });
  }

  async revalidateTag() {
    memory.dropAll();
  }

  resetRequestCache() {}

  /** For programs that must end. */
  static async close() {
    await listener?.stop();
  }
}

/** Next writes `/route-cache/<kind>/<hash of the route's file>/$<path>`. */
function pathOf(/** @type {string} */ key) {
  const mark = key.indexOf("/$/");
  return mark < 0 ? key : key.slice(mark + 2);
}
