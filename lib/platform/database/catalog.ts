/**
 * The reviewed lists of the database's catalog (safety.md G28). A table, view or function that is on none of them fails the
 * catalog test: whoever adds one decides here, in the open.
 */

/** Schemas beside Postgres' own, each with what the application may do there. */
export const schemas: Record<string, string> = {
  public: "reads and writes rows as row-level security and the lists below allow; makes nothing",
  pgboss:
    "the queue's own: reads and writes its rows, makes nothing; a job carries ids and its tenant, no personal data",
};

/** The most that the application may do with the tables of the queue, which know no tenant. */
export const queueRights = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/** Tables that belong to no tenant, each with the reason. */
export const globalTables: Record<string, string> = {
  account: "people who sign in; one may work for several tenants",
  account_identity: "an account's identity at Google, Kakao or Naver",
  sign_in_token: "magic links and password resets of accounts",
  known_device: "browsers an account signed in from",
  rate_limit: "counters under hashed names, across tenants",
  business_clock: "one row: the movable clock of the demo",
  platform_sending: "one row: the operator's switch for all tenants' messages",
  platform_log: "what operators did; names no customer",
  tenant: "routing data for public addresses; its own policies let only its own scope write",
  _prisma_migrations: "which migrations ran",
};

/** Tables the application may only add to. */
export const appendOnlyTables = [
  "event",
  "consent",
  "definition_version",
  "access_log",
  "destruction_log",
  "link_click",
  "platform_log",
];

/** SECURITY DEFINER functions, each with the role without login that owns it. */
export const definerFunctions: Record<string, string> = {
  claim_due: "dangol_claims",
  tenants_of_account: "dangol_claims",
  tenant_of_callback: "dangol_claims",
  tenants_of_provider_account: "dangol_claims",
  tenant_of_invitation: "dangol_claims",
  operator_tenants: "dangol_claims",
  messages_to_refresh: "dangol_claims",
  consents_to_confirm: "dangol_claims",
  guardians_unheard: "dangol_claims",
  search_customers: "dangol_search",
  customer_doubles: "dangol_search",
  remove_claims: "dangol_claims",
  tenants_for_privacy: "dangol_claims",
  erase_history: "dangol_claims",
  forget_access_log: "dangol_claims",
  exports_to_remove: "dangol_claims",
  alimtalk_to_check: "dangol_claims",
};
