import { addField, addFieldInput } from "@/lib/customers/fields/field-changes";
import { fieldsOf, putFieldValues } from "@/lib/customers/fields/fields";
import { addNote } from "@/lib/customers/notes";
import { called } from "@/lib/customers/testing/desk";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { merge } from "../merging";
import { previewMerge } from "../preview";
import type { MergeInput } from "../schema";

/** Merges as a person does who saw the preview a moment ago. */
export async function mergeAsSeen(
  tenant: TenantScope,
  survivorId: string,
  goneId: string,
  choose: MergeInput["choose"] = {},
): Promise<string> {
  const { seen } = await previewMerge(tenant, survivorId, goneId);
  return (await merge(tenant, { survivorId, goneId, seen, choose })).mergeId;
}

/** Two records of one person with something of every kind that can be written by hand, some of it the same in both. */
export async function twoRecords(tenant: TenantScope): Promise<{ ours: string; theirs: string }> {
  const ours = await called(tenant, { name: "김영희", shop: "영희네 꽃집" });
  const theirs = await called(tenant, { name: "김영히", shop: "꽃집 영희" });
  await addField(tenant, addFieldInput.parse({ label: "취미", kind: "text" }));
  await addField(tenant, addFieldInput.parse({ label: "자녀 수", kind: "number" }));
  await inTransaction(tenant, async (tx) => {
    const [hobby, children] = await fieldsOf(tx);
    if (!hobby || !children) throw new Error("no fields");
    await putFieldValues(tx, ours, [{ field: hobby, value: "등산" }]);
    await putFieldValues(tx, theirs, [
      { field: hobby, value: "수영" },
      { field: children, value: 2 },
    ]);
    const tags = ["단골", "블로그", "지각"].map((name) => ({
      tenantId: tx.tenantId,
      id: newId(),
      name,
      createdAt: tx.now,
    }));
    await tx.db.tag.createMany({ data: tags });
    const [regular, blog, late] = tags.map(({ id }) => id) as [string, string, string];
    await tx.db.customerTag.createMany({
      data: [
        [ours, regular],
        [ours, blog],
        [theirs, regular],
        [theirs, late],
      ].map(([customerId = "", tagId = ""]) => ({
        tenantId: tx.tenantId,
        customerId,
        tagId,
        taggedAt: tx.now,
      })),
    });
    const group = { tenantId: tx.tenantId, id: newId(), name: "1기 모임", createdAt: tx.now };
    await tx.db.customerGroup.create({ data: group });
    await tx.db.customerGroupMember.createMany({
      data: [ours, theirs].map((customerId) => ({
        tenantId: tx.tenantId,
        groupId: group.id,
        customerId,
        addedAt: tx.now,
      })),
    });
    await tx.db.contactPoint.createMany({
      data: [ours, theirs].map((customerId, place) => ({
        tenantId: tx.tenantId,
        id: newId(),
        customerId,
        channel: "email",
        address: "younghee@example.com",
        recognised: place === 1,
        primary: true,
        createdAt: tx.now,
      })),
    });
    await tx.db.task.createMany({
      data: [ours, theirs].map((customerId, place) => ({
        tenantId: tx.tenantId,
        id: newId(),
        title: `전화하기 ${place}`,
        customerId,
        createdAt: tx.now,
      })),
    });
    await tx.db.customer.updateMany({
      where: { id: theirs },
      data: { birthday: new Date("1985-03-02"), title: "대표" },
    });
    await tx.db.customer.updateMany({ where: { id: ours }, data: { title: "원장", trade: "꽃집" } });
  });
  await addNote(tenant, { customerId: theirs, text: "주차 자리를 물었어요" });
  await addNote(tenant, { customerId: theirs, text: "혼자 볼 메모", private: "on" });
  return { ours, theirs };
}
