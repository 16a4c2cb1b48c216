import { useTranslations } from "next-intl";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag, type Tone } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { KakaoTemplateLine } from "@/lib/follow-ups/template-desk";

const tones: Record<KakaoTemplateLine["state"], Tone> = {
  approved: "good",
  requested: "warn",
  rejected: "bad",
  stopped: "bad",
};

/** The Kakao templates that go in a text's place and where each stands in review; they are connected where accounts are. */
export function KakaoTemplates({ slug, kakao }: { slug: string; kakao: KakaoTemplateLine[] }) {
  const words = useTranslations("templates.kakao");
  return (
    <section aria-labelledby="kakao-title" className="grid gap-3 border-t border-line pt-8">
      <h2 id="kakao-title" className="text-xl font-bold">
        {words("title")}
      </h2>
      <p className="text-ink-2">{words("sub")}</p>
      {kakao.length === 0 && <p className="text-ink-2">{words("none")}</p>}
      <RowList>
        {kakao.map(({ id, providerId, content, state, rejectedReason }) => (
          <Row
            key={id}
            end={<Tag tone={tones[state]}>{words(`states.${state}`)}</Tag>}
            note={rejectedReason && words("rejected", { reason: rejectedReason })}
          >
            <p className="text-sm text-ink-3">{providerId}</p>
            <p className="wrap-anywhere whitespace-pre-line">{content}</p>
          </Row>
        ))}
      </RowList>
      <TextLink href={`/t/${slug}/settings/texting`}>{words("connect")}</TextLink>
    </section>
  );
}
