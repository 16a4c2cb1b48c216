import { addToGroup, makeGroup } from "@/lib/customers/groups/groups";
import { tagCustomer } from "@/lib/customers/tags/tags";
import { addTask } from "@/lib/customers/tasks/tasks";
import { saveView } from "@/lib/customers/views/views";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { dayFrom } from "./courses";

const tags: Record<string, string[]> = {
  "소개해 주신 분": ["박준호", "조철수"],
  카페: ["선우가람"],
  공방: ["박준호", "오세라"],
};
const invited = ["김영희", "정태양", "강하늘"];

/** What the coach keeps by hand about people who applied: tags, a group, tasks, a view everybody shares. */
export async function keptByHand(owner: TenantScope, now: Date): Promise<void> {
  const ids = await inTransaction(owner, async ({ db }) => {
    const customers = await db.customer.findMany({ select: { id: true, name: true } });
    return new Map(customers.map(({ id, name }) => [name, id]));
  });
  const idOf = (name: string): string => ids.get(name) ?? "";
  for (const [name, people] of Object.entries(tags))
    for (const person of people) await tagCustomer(owner, { customerId: idOf(person), name });
  const group = await makeGroup(owner, { name: "3기 예비 모임" });
  for (const person of invited) await addToGroup(owner, { customerId: idOf(person), groupId: group.id });
  const membershipId = owner.actor.id ?? "";
  const task = (title: string, days: number, about: string) =>
    addTask(owner, { title, dueOn: dayFrom(now, days), assigneeId: membershipId, customerId: idOf(about) });
  await task("실습 과정 묻던 것에 답하기", -1, "이수빈");
  await task("별빛공방 사진 받아 두기", 0, "박준호");
  await task("3기 예비 모임에 날짜 알리기", 4, "김영희");
  const staff = { ...owner, membershipId, role: "owner" as const };
  await saveView(staff, { name: "아직 안 온 분", shared: true, query: "came=never" });
}
