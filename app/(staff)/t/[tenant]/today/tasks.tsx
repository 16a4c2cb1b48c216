import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { SectionHeading } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { localDate } from "@/lib/platform/zoned-time";
import type { Today } from "@/lib/today/today";
import type { StaffScope } from "@/lib/web/staff";
import { taskCards } from "../tasks/task-cards";
import { TaskRows } from "../tasks/task-rows";

/** What is to be done by today, done with one tap. The form stays when the last one went: it says so and takes it back. */
export async function Tasks({ staff, today }: { staff: StaffScope; today: Today }) {
  const words = await getTranslations("tasks.today");
  const { slug, zone } = staff.tenant;
  const cards = await taskCards(staff, today.tasks, localDate(today.now, zone));
  return (
    <section aria-labelledby={cards.length > 0 ? "tasks" : undefined} className="mb-7 empty:hidden">
      {cards.length > 0 && (
        <SectionHeading
          id="tasks"
          aside={
            <TextLink quiet href={`/t/${slug}/tasks`}>
              {words("all")}
            </TextLink>
          }
        >
          {words("title")}
        </SectionHeading>
      )}
      <ClientMessages namespaces={["tasks"]}>
        <TaskRows slug={slug} cards={cards} />
      </ClientMessages>
    </section>
  );
}
