/**
 * @typedef {{ value: unknown, bytes: number, owner: string, storedAt: number, freshUntil: number }} Entry
 * @typedef {{ maxEntries?: number, maxBytes?: number, maxAgeMs?: number, now?: () => number }} Limits
 */

/** The first segment of a page's path: the tenant whose news drop it. */
function ownerOf(/** @type {string} */ path) {
  return path.split("/", 2)[1] ?? "";
}

/**
 * The pages one process remembers: least recently used go first, by number and by bytes, so that a crawler asking for
 * a million unknown addresses costs no more memory than a busy tenant.
 *
 * A page that was being written while its tenant changed must not be kept, for it may show what was true before. So a
 * writer takes a ticket before it reads, and `keep` refuses a ticket older than the last drop.
 */
export class PageMemory {
  /** @type {Map<string, Entry>} in order of use, the oldest first */
  #entries = new Map();
  #bytes = 0;
  #drops = 0;
  #lastDropOfAll = 0;
  /** @type {Map<string, number>} one number for each tenant that ever changed */
  #lastDropOf = new Map();

  /** @param {Limits} [limits] an entry older than `maxAgeMs` goes even if nobody reported a change */
  constructor({ maxEntries = 5000, maxBytes = 64 * 1024 * 1024, maxAgeMs = 3_600_000, now = Date.now } = {}) {
    this.limits = { maxEntries, maxBytes, maxAgeMs };
    this.now = now;
  }

  ticket() {
    return this.#drops;
  }

  /** @param {string} path @returns {Entry | undefined} */
  find(path) {
    const entry = this.#entries.get(path);
    if (!entry) return undefined;
    if (entry.freshUntil <= this.now()) {
      this.#forget(path, entry);
      return undefined;
    }
    this.#entries.delete(path);
    this.#entries.set(path, entry);
    return entry;
  }

  /**
   * @param {string} path
   * @param {unknown} value
   * @param {{ ticket: number, bytes: number, freshForMs?: number }} about
   * @returns {boolean} whether it was kept
   */
  keep(path, value, { ticket, bytes, freshForMs = this.limits.maxAgeMs }) {
    const owner = ownerOf(path);
    if (ticket < Math.max(this.#lastDropOfAll, this.#lastDropOf.get(owner) ?? 0)) return false;
    const previous = this.#entries.get(path);
    if (previous) this.#forget(path, previous);
    if (freshForMs <= 0 || bytes > this.limits.maxBytes) return false;
    const storedAt = this.now();
    const freshUntil = storedAt + Math.min(freshForMs, this.limits.maxAgeMs);
    this.#entries.set(path, { value, bytes, owner, storedAt, freshUntil });
    this.#bytes += bytes;
    this.#makeRoom();
    return true;
  }

  drop(/** @type {string} */ owner) {
    this.#lastDropOf.set(owner, ++this.#drops);
    for (const [path, entry] of this.#entries) if (entry.owner === owner) this.#forget(path, entry);
  }

  dropAll() {
    this.#lastDropOfAll = ++this.#drops;
    this.#lastDropOf.clear();
    this.#entries.clear();
    this.#bytes = 0;
  }

  get size() {
    return this.#entries.size;
  }

  #makeRoom() {
    for (const [path, entry] of this.#entries) {
      if (this.#entries.size <= this.limits.maxEntries && this.#bytes <= this.limits.maxBytes) return;
      this.#forget(path, entry);
    }
  }

  /** @param {string} path @param {Entry} entry */
  #forget(path, entry) {
    this.#entries.delete(path);
    this.#bytes -= entry.bytes;
  }
}
