import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { SectionHeading } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { labelsOf } from "@/lib/customers/groups/group-page";
import { tasksOfCustomer } from "@/lib/customers/tasks/task-list";
import { localDate } from "@/lib/platform/zoned-time";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { memberChoices } from "../../tasks/member-choices";
import { NewTaskForm } from "../../tasks/new-task-form";
import { taskCards } from "../../tasks/task-cards";
import { TaskRows } from "../../tasks/task-rows";
import { GroupForms, TagForms } from "./label-forms";

interface Props {
  staff: StaffScope;
  customer: { id: string; now: Date };
}

/** What the desk keeps about a customer by hand: tasks, tags, groups. */
export async function Labels({ staff, customer }: Props) {
  const words = await getTranslations("customerList");
  const { tags, otherTags, groups, otherGroups } = await labelsOf(staff, customer.id);
  const same = {
    slug: staff.tenant.slug,
    customerId: customer.id,
    writes: may(staff.role, "customers.write"),
  };
  return (
    <ClientMessages namespaces={["customerList", "tasks"]}>
      <div className="mb-7 grid gap-7">
        <CustomerTasks staff={staff} customer={customer} />
        <section aria-labelledby="tags">
          <SectionHeading id="tags">{words("tags.title")}</SectionHeading>
          <TagForms {...same} has={tags} others={otherTags} />
        </section>
        <section aria-labelledby="groups">
          <SectionHeading id="groups">{words("groups.title")}</SectionHeading>
          <GroupForms {...same} has={groups} others={otherGroups} />
        </section>
      </div>
    </ClientMessages>
  );
}

async function CustomerTasks({ staff, customer }: Props) {
  const words = await getTranslations("tasks.customer");
  const { slug, zone } = staff.tenant;
  const tasks = await tasksOfCustomer(staff, customer.id, zone);
  const cards = await taskCards(staff, tasks, localDate(customer.now, zone));
  const writes = may(staff.role, "customers.write");
  const members = await memberChoices(staff);
  return (
    <section aria-labelledby="tasks">
      <SectionHeading id="tasks">{words("title")}</SectionHeading>
      {cards.length === 0 && <p className="mb-2 text-[0.9375rem] text-ink-2">{words("none")}</p>}
      <TaskRows slug={slug} cards={cards} about={false} {...(writes && { members })} />
      {writes && (
        <Disclosure summary={words("add")}>
          <NewTaskForm slug={slug} members={members} me={staff.membershipId} customerId={customer.id} />
        </Disclosure>
      )}
    </section>
  );
}
