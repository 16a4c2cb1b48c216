import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { sendMail } from "@/lib/platform/email/email";
import { inTransaction, systemScope } from "@/lib/platform/tenancy";
import { tenantBySlug } from "@/lib/tenants/tenants";
import { endConnections } from "./connections";
import { englishTenant } from "./english-tenant";
import { madeExport } from "./made-export";
import { madeImport } from "./made-import";
import { madeRequest } from "./made-request";
import { isWrittenFor, pageList, tenantOf } from "./page-list";
import { pagesToLookAt } from "./pages-to-look-at";

// A process of its own, run once before the browser tests: it calls the product's verbs on their installation, makes
// the tenant that reads English, and writes down the address of every page.

const url = process.env["E2E_URL"] ?? "";
if (!isWrittenFor(url)) {
  if (!(await tenantBySlug(tenantOf.en))) await englishTenant(tenantOf.en, process.env["E2E_PASSWORD"] ?? "");
  await plannedFor(tenantOf.en);
  for (const slug of [tenantOf.ko, tenantOf.en]) {
    const tenant = await tenantBySlug(slug);
    if (!tenant) continue;
    const scope = systemScope(tenant.id, tenant.locale);
    await madeImport(scope, { state: "checked" });
    await madeRequest(scope);
    await madeExport(scope);
  }
  // The mailbox shows a mail only when there is one.
  await sendMail({ to: "reader@people.dangol.test", subject: "Dangol", text: "A mail to look at." });
  const ko = await pagesToLookAt({ url }, tenantOf.ko);
  const en = await pagesToLookAt({ url }, tenantOf.en);
  writeFileSync(pageList, JSON.stringify({ url, ko, en }));
}
await endConnections();

/** The worker plans its messages after the applications: the message page needs one. */
async function plannedFor(slug: string): Promise<void> {
  const tenant = await tenantBySlug(slug);
  if (!tenant) throw new Error(`there is no tenant ${slug}`);
  const until = performance.now() + 30_000;
  const planned = () => inTransaction(systemScope(tenant.id), ({ db }) => db.message.count());
  while ((await planned()) === 0) {
    if (performance.now() > until) throw new Error("the worker plans nothing");
    await pause(200);
  }
}
