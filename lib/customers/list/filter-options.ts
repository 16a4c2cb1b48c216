import { definitionsOf } from "@/lib/definitions/definitions";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { fieldsOf } from "../fields/fields";
import type { CustomerFieldDefinition } from "../fields/schema";
import { groupsOf } from "../groups/groups";
import { tagsOf } from "../tags/tags";

interface Option {
  id: string;
  name: string;
}

export interface FilterOptions {
  tags: Option[];
  groups: Option[];
  /** Segments by their key. */
  segments: Option[];
  courses: Option[];
  /** Own fields in use, in their order. */
  fields: CustomerFieldDefinition[];
}

/** What the list can be narrowed by in this business. Fields that were retired are not offered. */
export async function filterOptions(tenant: TenantScope): Promise<FilterOptions> {
  return inTransaction(tenant, async (tx) => {
    const courses = await tx.db.course.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 200,
      select: { id: true, title: true },
    });
    return {
      tags: await tagsOf(tx),
      groups: await groupsOf(tx),
      segments: (await definitionsOf(tx, "segment")).map(({ key, title }) => ({ id: key, name: title })),
      courses: courses.map(({ id, title }) => ({ id, name: title })),
      fields: await fieldsOf(tx),
    };
  });
}
