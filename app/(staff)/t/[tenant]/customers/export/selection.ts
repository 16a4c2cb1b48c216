import { exportSelectionInput } from "@/lib/customers/export/schema";
import { readListQuery, writeListQuery } from "@/lib/customers/list/query";

type Asked = Record<string, string | string[] | undefined>;

/** Who an address of the export page means: ticked ones (`id`), or everybody its list's parameters fit. */
export function selectionIn(asked: Asked) {
  const ids = [asked["id"]].flat().filter((id) => id !== undefined);
  const query = writeListQuery(readListQuery(asked));
  const read = exportSelectionInput.safeParse(ids.length > 0 ? { ids, query } : { query, all: 0 });
  return read.success ? read.data : null;
}
