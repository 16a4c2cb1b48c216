import pg from "pg";

const CHANNEL = "dangol_public_pages";

/** The payload that means every tenant, e.g. because the demo's clock was moved. */
export const EVERYBODY = "*";

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const HEARTBEAT_MS = 5_000;

/**
 * Hears over the database which tenants' pages changed. `listening` is true only while nothing can be missed: a lost
 * connection, or one that leaves a heartbeat unanswered (a cut network sends no goodbye), makes it false at once, and
 * `onReconnect` must forget everything remembered before.
 */
export class ChangeListener {
  listening = false;
  #stopped = false;
  #waitMs = FIRST_WAIT_MS;
  /** @type {pg.Client | undefined} */
  #client;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} connectionString of the app's own role; LISTEN needs no privilege
   * @param {{ onChange: (owner: string) => void, onReconnect: () => void }} ears
   */
  constructor(connectionString, ears) {
    this.connectionString = connectionString;
    this.ears = ears;
  }

  async start() {
    const client = new pg.Client({
      connectionString: this.connectionString,
      connectionTimeoutMillis: HEARTBEAT_MS,
      query_timeout: HEARTBEAT_MS,
      keepAlive: true,
      application_name: "dangol public pages",
    });
    this.#client = client;
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", ({ payload }) => this.ears.onChange(payload ?? EVERYBODY));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (this.#client !== client) return;
      this.ears.onReconnect();
      this.listening = true;
      this.#waitMs = FIRST_WAIT_MS;
      this.#later(() => this.#heartbeat(client), HEARTBEAT_MS);
    } catch {
      this.#lost(client);
    }
  }

  async stop() {
    this.#stopped = true;
    this.listening = false;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  /** @param {pg.Client} client */
  async #heartbeat(client) {
    try {
      await client.query("select 1");
      if (this.#client === client) this.#later(() => this.#heartbeat(client), HEARTBEAT_MS);
    } catch {
      this.#lost(client);
    }
  }

  /** @param {pg.Client} client */
  #lost(client) {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.listening = false;
    client.end().catch(() => undefined);
    if (this.#stopped) return;
    this.#later(() => this.start(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  /** @param {() => void} work @param {number} ms */
  #later(work, ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, ms);
    this.#timer.unref();
  }
}
