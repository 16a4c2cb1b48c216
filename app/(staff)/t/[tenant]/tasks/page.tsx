import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { Columns } from "@/components/shell/columns";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, SectionHeading } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkChips, LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import type { Choice } from "@/components/ui/select-field";
import { type TaskLine, taskById, taskList } from "@/lib/customers/tasks/task-list";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { memberChoices } from "./member-choices";
import { NewTaskForm } from "./new-task-form";
import { taskCards } from "./task-cards";
import { TaskRows } from "./task-rows";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<"whose" | "state" | "after" | "task", string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tasks"))("title") };
}

export default async function TasksPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.read");
  const asked = await searchParams;
  const mine = asked.whose === "mine";
  const done = asked.state === "done";
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const { slug, zone } = staff.tenant;
  const named = z.uuid().safeParse(asked.task).data;
  const list = await taskList(staff, { zone, done, mine: mine ? staff.membershipId : null, after });
  const members = await memberChoices(staff);
  const words = await getTranslations("tasks");
  const writes = may(staff.role, "customers.write");
  const address = (to: { mine?: boolean; done?: boolean; after?: string }) => {
    const query = new URLSearchParams();
    if (to.mine ?? mine) query.set("whose", "mine");
    if (to.done ?? done) query.set("state", "done");
    if (to.after) query.set("after", to.after);
    return `/t/${slug}/tasks${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <>
      <PageHeader title={words("title")} sub={words("sub")} />
      <ClientMessages namespaces={["tasks"]}>
        <Columns
          aside={
            writes && (
              <Card as="section" aria-labelledby="new-task">
                <SectionHeading id="new-task">{words("new.title")}</SectionHeading>
                <NewTaskForm slug={slug} members={members} me={staff.membershipId} />
              </Card>
            )
          }
        >
          {named && (
            <NamedTask
              staff={staff}
              task={await taskById(staff, named, zone)}
              today={list.today}
              {...(writes && { members })}
            />
          )}
          <LinkTabs
            label={words("tabs.state")}
            tabs={[
              {
                href: address({ done: false }),
                label: words("tabs.open"),
                count: list.counts.open,
                current: !done,
              },
              {
                href: address({ done: true }),
                label: words("tabs.done"),
                count: list.counts.done,
                current: done,
              },
            ]}
          />
          <div className="mt-2 mb-3">
            <LinkChips
              label={words("tabs.whose")}
              tabs={[
                { href: address({ mine: false }), label: words("tabs.all"), current: !mine },
                { href: address({ mine: true }), label: words("tabs.mine"), current: mine },
              ]}
            />
          </div>
          <TaskRows
            slug={slug}
            cards={await taskCards(staff, list.tasks, list.today)}
            {...(writes && { members })}
          />
          {list.tasks.length === 0 && (
            <EmptyState
              title={words(done ? "empty.doneTitle" : "empty.openTitle")}
              icon={<ListChecks className="size-5" />}
            >
              {words(done ? "empty.doneBody" : "empty.openBody")}
            </EmptyState>
          )}
          {(list.next || after) && (
            <p className="mt-5 flex flex-wrap justify-center gap-2">
              {after && (
                <LinkButton look="quiet" href={address({})}>
                  {words("first")}
                </LinkButton>
              )}
              {list.next && (
                <LinkButton rel="next" href={address({ after: list.next })}>
                  {words("more")}
                </LinkButton>
              )}
            </p>
          )}
        </Columns>
      </ClientMessages>
    </>
  );
}

/** The task that a line of a customer's history leads to, wherever in the lists it stands. */
async function NamedTask({
  staff,
  task,
  today,
  members,
}: {
  staff: StaffScope;
  task: TaskLine | null;
  today: string;
  members?: readonly Choice[];
}) {
  const words = await getTranslations("tasks");
  if (!task)
    return (
      <Notice tone="plain" className="mb-4">
        {words("gone")}
      </Notice>
    );
  return (
    <Card as="section" aria-labelledby="named-task" className="mb-5">
      <SectionHeading id="named-task">{words("named")}</SectionHeading>
      <TaskRows
        slug={staff.tenant.slug}
        cards={await taskCards(staff, [task], today)}
        {...(members && { members })}
      />
    </Card>
  );
}
