import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { staffPage } from "@/lib/web/staff";
import { announceCourse } from "../actions";
import { CoursesPage } from "../courses-page";
import { AnnounceForm } from "./announce-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("courses"))("make") };
}

export default async function NewCoursePage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await staffPage((await params).tenant, "courses.write");
  const words = await getTranslations("courses");
  const base = `/t/${tenant.slug}/courses`;
  return (
    <CoursesPage>
      <PageHeader
        trail={<Breadcrumb label={words("trail")} steps={[{ href: base, words: words("title") }]} />}
        title={words("make")}
        sub={words("makeIntro")}
      />
      <AnnounceForm action={announceCourse.bind(null, tenant.slug)} zone={tenant.zone} />
    </CoursesPage>
  );
}
