import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { runDesk } from "@/lib/courses/course-list";
import { messagesOf } from "@/lib/messages/message-list";
import { staffPage } from "@/lib/web/staff";
import { MessageTable } from "../../../../../messages/message-table";
import { orNotFound } from "../../../../or-not-found";

interface Props {
  params: Promise<{ tenant: string; course: string; run: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("messages.ofRun"))("title") };
}

/** Everything planned and sent for one run, before it goes: to whom, when, why, and what the gate would say. */
export default async function RunMessagesPage({ params }: Props) {
  const { tenant, course: courseId, run: runId } = await params;
  const staff = await staffPage(tenant, "messages.read");
  const words = await getTranslations("messages.ofRun");
  const { course, now } = await orNotFound(runId, (id) => runDesk(staff, id));
  if (course.id !== courseId) notFound();
  const lines = await messagesOf(staff, { runId });
  const base = `/t/${tenant}/courses/${course.id}`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("trail")}
            steps={[
              { href: base, words: course.title },
              { href: `${base}/runs/${runId}/roster`, words: words("roster") },
            ]}
          />
        }
        title={words("title")}
        sub={words("sub")}
      />
      {lines.length === 0 ? (
        <EmptyState title={words("empty.title")} icon={<MessagesSquare className="size-5" />}>
          {words("empty.body")}
        </EmptyState>
      ) : (
        <MessageTable lines={lines} staff={staff} now={now} />
      )}
    </>
  );
}
