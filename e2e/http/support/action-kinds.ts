import type { Permission } from "@/lib/tenants/permissions";
import { type Fields, form } from "./action-call";
import type { World } from "./two-tenants";

export const staffFolder = "app/(staff)/t/[tenant]";

/** At whose desk, and whose things. */
export interface Aim {
  slug: string;
  of: World;
  /** The version that a row has now, for forms that refuse to overwrite. */
  version: (table: string, id: string) => Promise<number>;
}

/**
 * Who may: staff: members with the permission · link: whoever holds the token · account: whoever is signed in, on the own
 * account · open: everybody · operator.
 */
export interface Action {
  kind: "staff" | "link" | "account" | "open" | "operator";
  permission?: Permission;
  /** The arguments, as a page of ours would give them. */
  args: (aim: Aim) => unknown[] | Promise<unknown[]>;
  /** Whether the one who may changes the database; the control of "nothing was written". */
  writes: boolean;
  /** Who writes, where it is not who does for this kind: somebody with a desk. */
  writer?: string;
  /** Names nothing that could be somebody else's. */
  namesNothing?: true;
  /** Behind a link, names a thing beside it, which could be another tenant's. */
  namesMore?: true;
}

type More = Partial<Pick<Action, "writes" | "writer" | "namesNothing" | "namesMore">>;
export type Typed = (aim: Aim) => Fields | Promise<Fields>;

/** `(tenant slug, previous answer, form)`. */
export const desk = (permission: Permission, typed: Typed, more: More = {}): Action => ({
  kind: "staff",
  permission,
  writes: true,
  args: async (aim) => [aim.slug, null, form(await typed(aim))],
  ...more,
});
/** `(tenant slug, form)`. */
export const tap = (permission: Permission, typed: Typed, more: More = {}): Action => ({
  ...desk(permission, typed, more),
  args: async (aim) => [aim.slug, form(await typed(aim))],
});
export const held = (token: (world: World) => string, typed: Typed, more: More = {}): Action => ({
  kind: "link",
  writes: true,
  args: async (aim) => [token(aim.of), null, form(await typed(aim))],
  ...more,
});
/** `(token, form)`. */
export const heldTap = (token: (world: World) => string, typed: Typed, more: More = {}): Action => ({
  ...held(token, typed, more),
  args: async (aim) => [token(aim.of), form(await typed(aim))],
});
export const account = (typed: Record<string, string>, more: More = {}): Action => ({
  kind: "account",
  writes: true,
  namesNothing: true,
  args: () => [null, form(typed)],
  ...more,
});
export const open = (typed: Typed, more: More = {}): Action => ({
  kind: "open",
  writes: true,
  args: async (aim) => [null, form(await typed(aim))],
  ...more,
});

export const nothing = { namesNothing: true } as const;
export const quiet = { writes: false, namesNothing: true } as const;
export const more = { namesMore: true } as const;
export const versioned = async (aim: Aim, table: string, id: string) => ({
  id,
  version: String(await aim.version(table, id)),
});
