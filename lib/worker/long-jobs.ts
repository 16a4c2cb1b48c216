import { giveUpImport } from "@/lib/customers/imports/failing";
import { type ImportJob, workOnImport } from "@/lib/customers/imports/work";
import { type ExportJob, giveUpExport, workOnExport } from "@/lib/exports/making";
import type { QueueName } from "@/lib/platform/queues";
import { systemScope } from "@/lib/platform/tenancy";

/** A queue whose jobs take minutes, and for which somebody may wait before the screen. */
interface LongJob {
  queue: QueueName;
  work: (data: never) => Promise<void>;
  /** When every attempt failed, or every worker died of it: says so where it is waited for. */
  giveUp: (data: never) => Promise<void>;
}

export const longJobs: readonly LongJob[] = [
  {
    queue: "imports.work",
    work: ({ tenantId, importId }: ImportJob) => workOnImport(systemScope(tenantId), importId),
    giveUp: ({ tenantId, importId }: ImportJob) => giveUpImport(systemScope(tenantId), importId),
  },
  {
    queue: "exports.work",
    work: ({ tenantId, exportId }: ExportJob) => workOnExport(systemScope(tenantId), exportId),
    giveUp: ({ tenantId, exportId }: ExportJob) => giveUpExport(systemScope(tenantId), exportId),
  },
];
