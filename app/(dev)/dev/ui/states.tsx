import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { CardSkeleton, ListSkeleton } from "@/components/shell/page-skeleton";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Tag } from "@/components/ui/tag";
import { Section } from "./section";

export function StateSamples() {
  const words = useTranslations("dev.ui");
  const shell = useTranslations("shell");
  return (
    <Section title={words("states")}>
      <div className="mb-6 flex flex-wrap gap-2">
        <Tag>{words("tagPlain")}</Tag>
        <Tag tone="good">{words("tagGood")}</Tag>
        <Tag tone="warn">{words("tagWarn")}</Tag>
        <Tag tone="bad">{words("tagBad")}</Tag>
        <Tag tone="accent">{words("tagAccent")}</Tag>
      </div>
      <div className="mb-8 grid grid-cols-1 gap-3">
        <Notice>{words("notice")}</Notice>
        <Notice tone="good" title={words("noticeGood")} />
        <Notice tone="warn" title={words("noticeWarn")}>
          {words("noticeWarnBody")}
        </Notice>
        <Notice tone="bad" title={words("noticeBad")}>
          {words("noticeBadBody")}
        </Notice>
        <Notice tone="accent" title={words("noticeAccent")} actions={<Button>{words("link")}</Button>}>
          {words("noticeAccentBody")}
        </Notice>
      </div>
      <div className="mb-8 grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Progress words={words("seats")} value={22} max={24} showWords />
        <Progress words={words("importing")} value={41} max={60} tone="accent" showWords />
      </div>
      <EmptyState
        title={words("empty")}
        icon={<Users className="size-5" />}
        action={<LinkButton href="#">{words("emptyAction")}</LinkButton>}
      >
        {words("emptyBody")}
      </EmptyState>
      <div className="mt-8 grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
        <CardSkeleton />
        <ListSkeleton words={shell("loading")} rows={3} />
      </div>
    </Section>
  );
}
