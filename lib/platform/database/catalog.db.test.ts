import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";

import { appendOnlyTables, definerFunctions, globalTables, queueRights, schemas } from "./catalog";

let database: ScratchDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await scratchDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

interface Problem {
  what: string;
  problem: string;
}

const isolation = "nullif(current_setting('app.tenant_id'::text, true), ''::text)";

/** Everything in the catalog that breaks lock 2. Partitions are reached through their parent: they must have no grant. */
const problemsQuery = `
WITH spaces AS (
  SELECT oid, nspname AS name, nspowner FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), ours AS (
  SELECT r.oid, r.rolname AS name FROM pg_roles r WHERE r.rolname IN ('dangol_app', 'dangol_claims', 'dangol_search', 'dangol_backup')
), tables AS (
  SELECT c.oid, c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, c.relispartition AS partition,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS tenant_owned,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull) AS not_null
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
)
SELECT name AS what, 'no tenant_id and not on the list of global tables' AS problem FROM tables WHERE NOT tenant_owned AND name <> ALL ($1)
UNION ALL SELECT name, 'on the list of global tables but has a tenant_id' FROM tables WHERE tenant_owned AND name = ANY ($1)
UNION ALL SELECT name, 'row-level security is not enabled and forced' FROM tables WHERE tenant_owned AND NOT (enabled AND forced)
UNION ALL SELECT name, 'tenant_id may be null' FROM tables WHERE tenant_owned AND NOT not_null
UNION ALL SELECT name, 'a partition is granted to somebody' FROM tables
  WHERE partition AND (has_table_privilege('dangol_app', oid, 'SELECT') OR has_table_privilege('dangol_app', oid, 'INSERT'))
UNION ALL SELECT name, 'no policy for all commands with the tenant in USING and WITH CHECK' FROM tables t
  WHERE tenant_owned AND NOT partition AND NOT EXISTS (
    SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*' AND p.polroles = '{0}'
      AND lower(pg_get_expr(p.polqual, p.polrelid)) LIKE '%' || $2 || '%'
      AND lower(pg_get_expr(p.polwithcheck, p.polrelid)) LIKE '%' || $2 || '%')
UNION ALL SELECT t.name, 'another policy for everybody: ' || p.polname FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE t.tenant_owned AND p.polname <> 'tenant_isolation' AND 0 = ANY (p.polroles)
UNION ALL SELECT t.name, 'a policy lets the application see more: ' || p.polname FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE t.tenant_owned AND (SELECT oid FROM pg_roles WHERE rolname = 'dangol_app') = ANY (p.polroles)
UNION ALL SELECT t.name, 'a key does not begin with tenant_id: ' || i.indexrelid::regclass FROM tables t JOIN pg_index i ON i.indrelid = t.oid
  WHERE t.tenant_owned AND NOT t.partition AND i.indisunique
    AND (SELECT attname FROM pg_attribute WHERE attrelid = t.oid AND attnum = i.indkey[0]) <> 'tenant_id'
    AND i.indexrelid::regclass::text <> ALL ($3)
UNION ALL SELECT t.name, 'a foreign key to a tenant''s table without the tenant: ' || k.conname
  FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' JOIN tables o ON o.oid = k.confrelid AND o.tenant_owned
  WHERE t.tenant_owned AND NOT t.partition
    AND (SELECT attnum FROM pg_attribute WHERE attrelid = t.oid AND attname = 'tenant_id') <> ALL (k.conkey)
UNION ALL SELECT r.rolname, 'may do too much: superuser, BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION'
  FROM ours JOIN pg_roles r USING (oid)
  WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
UNION ALL SELECT r.rolname, 'may sign in' FROM ours JOIN pg_roles r USING (oid) WHERE r.rolcanlogin AND r.rolname <> 'dangol_app'
UNION ALL SELECT o.name, 'may create schemas in the database' FROM ours o WHERE has_database_privilege(o.oid, current_database(), 'CREATE')
UNION ALL SELECT o.name, 'may create in schema ' || s.name FROM ours o, spaces s WHERE has_schema_privilege(o.oid, s.oid, 'CREATE')
UNION ALL SELECT o.name, 'may enter a schema that is not public: ' || s.name FROM ours o, spaces s
  WHERE has_schema_privilege(o.oid, s.oid, 'USAGE') AND s.name <> 'public' AND NOT (o.name = 'dangol_app' AND s.name = 'pgboss')
UNION ALL SELECT s.name, 'a schema that is not on the list' FROM spaces s WHERE s.name <> ALL ($6)
UNION ALL SELECT s.name, 'belongs to one of our roles' FROM spaces s JOIN ours o ON o.oid = s.nspowner
UNION ALL SELECT c.oid::regclass::text, 'the application may do more with it than with the queue: ' || a.privilege_type
  FROM pg_class c, aclexplode(c.relacl) a
  WHERE c.relnamespace = to_regnamespace('pgboss') AND c.relkind IN ('r', 'p', 'v', 'm') AND a.grantee = 'dangol_app'::regrole
    AND a.privilege_type <> ALL ($7)
UNION ALL SELECT c.oid::regclass::text, 'everybody may use it: ' || a.privilege_type
  FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace, aclexplode(c.relacl) a WHERE a.grantee = 0
UNION ALL SELECT c.oid::regclass::text, 'the backup may change it' FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND has_table_privilege('dangol_backup', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
UNION ALL SELECT 'dangol_app', 'is a member of ' || g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
  WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = 'dangol_app')
UNION ALL SELECT c.relname, 'belongs to the application role' FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE pg_get_userbyid(c.relowner) = 'dangol_app'
UNION ALL SELECT t.name, 'the application role may truncate it' FROM tables t WHERE has_table_privilege('dangol_app', t.oid, 'TRUNCATE')
UNION ALL SELECT t.name, 'is append-only, yet the application role may change it' FROM tables t
  WHERE t.name = ANY ($4) AND (has_table_privilege('dangol_app', t.oid, 'UPDATE') OR has_table_privilege('dangol_app', t.oid, 'DELETE'))
UNION ALL SELECT c.relname, 'a view without security_invoker, or a materialized view' FROM pg_class c
  JOIN spaces s ON s.oid = c.relnamespace
  WHERE (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)))
UNION ALL SELECT p.proname, 'SECURITY DEFINER, not on the list or owned by another role' FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE p.prosecdef
    AND (p.proname || ':' || pg_get_userbyid(p.proowner)) <> ALL ($5)
UNION ALL SELECT p.proname, 'SECURITY DEFINER without a fixed search_path' FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE p.prosecdef AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false)
UNION ALL SELECT p.proname, 'SECURITY DEFINER that everybody may call' FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE p.prosecdef
    AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
`;

/** Unique for the look-up of a callback, whose opaque id comes without a tenant; it also holds within one. */
const keysByOpaqueId = ["message_callback"];

async function problems(): Promise<Problem[]> {
  const { rows } = await owner.query(problemsQuery, [
    Object.keys(globalTables),
    isolation,
    keysByOpaqueId,
    appendOnlyTables,
    Object.entries(definerFunctions).map(([name, role]) => `${name}:${role}`),
    Object.keys(schemas),
    queueRights,
  ]);
  return rows;
}

describe("the catalog holds lock 2 (G28)", () => {
  it("has no problem", async () => {
    expect(await problems()).toEqual([]);
  });

  /** Control: each protection taken away in a scratch database must be seen by the same question. */
  it.each([
    ["row-level security off", "ALTER TABLE customer DISABLE ROW LEVEL SECURITY"],
    ["not forced", "ALTER TABLE customer NO FORCE ROW LEVEL SECURITY"],
    ["policy dropped", "DROP POLICY tenant_isolation ON message"],
    ["policy for everybody", "CREATE POLICY all_of_it ON message FOR SELECT USING (true)"],
    ["a table without a tenant", "CREATE TABLE note_of_everybody (id uuid PRIMARY KEY)"],
    ["a global key", "CREATE UNIQUE INDEX customer_name_everywhere ON customer (name)"],
    [
      "a plain foreign key",
      "CREATE UNIQUE INDEX definition_id_alone ON definition (id); ALTER TABLE answer ADD CONSTRAINT plain FOREIGN KEY (definition_version_id) REFERENCES definition (id)",
    ],
    ["an owner's view", "CREATE VIEW everyone AS SELECT * FROM customer"],
    [
      "a function as the owner",
      "CREATE FUNCTION leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM customer'",
    ],
    ["bypass", "ALTER ROLE dangol_claims BYPASSRLS"],
    ["a bypass for the backup", "ALTER ROLE dangol_backup BYPASSRLS"],
    ["a backup that signs in by itself", "ALTER ROLE dangol_backup LOGIN"],
    ["a backup that writes", "GRANT DELETE ON customer TO dangol_backup"],
    ["a backup that makes tables", "GRANT CREATE ON SCHEMA public TO dangol_backup"],
    ["another schema", "CREATE SCHEMA elsewhere"],
    [
      "a definer's function in the queue's schema",
      "CREATE FUNCTION pgboss.leak() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    ],
    ["a queue that the application may empty", "GRANT TRUNCATE ON pgboss.job TO dangol_app"],
    ["a queue in which the application makes tables", "GRANT CREATE ON SCHEMA pgboss TO dangol_app"],
    ["a queue open to the claims", "GRANT USAGE ON SCHEMA pgboss TO dangol_claims"],
    ["a table for everybody", "GRANT SELECT ON customer TO PUBLIC"],
    ["a rewritable ledger", "GRANT UPDATE ON consent TO dangol_app"],
    ["a partition granted", "GRANT SELECT ON event_other TO dangol_app"],
  ])("sees %s", async (_name, sql) => {
    const before = await problems();
    await owner.query("BEGIN");
    try {
      await owner.query(sql);
      expect((await problems()).length).toBeGreaterThan(before.length);
    } finally {
      await owner.query("ROLLBACK");
    }
  });
});
