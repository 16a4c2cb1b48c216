import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createTranslator } from "use-intl/core";
import { BadArchive, type BadArchiveReason } from "@/lib/exports/archive-reading";
import { type MovedIn, moveIn } from "@/lib/exports/moving-in";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { Refusal } from "@/lib/platform/refusal";
import { makeTenant, tenantBySlug } from "@/lib/tenants/tenants";
import { PlainError } from "../bootstrap/plain-error";

const words = createTranslator({ locale: "en", messages: messagesOf("en") });

const usage = "npm run import-tenant -- FILE --tenant T [--owner EMAIL] [--json]";

/** A sentence with what was wrong, and how the command is given. */
function fail(sentence: string): never {
  throw new PlainError(`${sentence}\n${usage}`);
}

const sentences: Record<BadArchiveReason, string> = {
  unreadable: "This is no export of a business, or it is cut off.",
  wrongVersion: "This file was made by another version of Dangol",
  strangeEntry: "The file holds something that is not on its own list",
  missingEntry: "The file lacks something that is on its list",
  tooMuch: "The file would unfold to more than a business can hold",
  damaged: "The file was changed or damaged after it was made",
  doesNotFit: "The file holds rows that this database does not take",
  differs: "What was written is not what the file says; nothing of it was kept",
  notEmpty: "The tenant has something of its own: take the file into a new tenant, for example with --owner",
};

/** Takes a file with everything of a business into a tenant that has nothing yet; answers what came in. */
export async function importTenantCommand(args: string[], folder: string): Promise<string> {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          tenant: { type: "string" },
          owner: { type: "string" },
          json: { type: "boolean", default: false },
        },
      });
    } catch (error) {
      fail(error instanceof Error ? error.message : "Unknown option.");
    }
  })();
  const [given] = positionals;
  if (!given) fail("FILE is missing: an export of a business, for example demo-2026-11-26.zip.");
  if (!values.tenant) fail("--tenant is missing: the address of the tenant that takes it in.");
  const file = path.resolve(folder, given);
  if (!existsSync(file)) fail(`${given} cannot be read.`);
  try {
    const moved = await moveIn(await tenantFor(values.tenant, values.owner), file);
    return values.json ? JSON.stringify(moved, null, 2) : inWords(moved);
  } catch (error) {
    if (error instanceof BadArchive)
      fail(error.about ? `${sentences[error.reason]} (${error.about}).` : sentences[error.reason]);
    if (error instanceof Refusal) fail(refusalWords(words, error));
    throw error;
  }
}

/** The tenant of that address; with an owner it is made where there is none. */
async function tenantFor(slug: string, owner: string | undefined): Promise<string> {
  const known = await tenantBySlug(slug);
  if (known) return known.id;
  if (!owner)
    fail(`There is no tenant ${slug}: name its owner to make it, for example --owner owner@example.com.`);
  const made = await makeTenant({
    slug,
    name: slug,
    owner: { email: owner, name: owner.replace(/@.*/, "") },
  });
  return made.tenantId;
}

function inWords({ tables, rows, files, members, stopped, refusalsLost }: MovedIn): string {
  return [
    ...tables
      .filter((table) => table.rows > 0)
      .map(
        (table) =>
          `${table.name.padEnd(24)} ${String(table.rows).padStart(9)}  ${table.content.slice(0, 16)}`,
      ),
    `${rows} rows and ${files} files are in; every count and checksum is that of the file.`,
    `Nothing goes out by itself: ${stopped.messages} planned messages cancelled, ${stopped.questions} questions withdrawn, ${stopped.imports} imports stopped.`,
    `Members: ${members.here} work here too, ${members.notHere} do not and can be invited.`,
    ...(refusalsLost > 0
      ? [
          `${refusalsLost} refusals are of addresses that nobody in the file holds, and cannot be known in this installation.`,
        ]
      : []),
  ].join("\n");
}
