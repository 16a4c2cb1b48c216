import { CalendarPlus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton, LinkButton } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { Section } from "./section";

export function TypeSamples() {
  const words = useTranslations("dev.ui");
  return (
    <Section title={words("words")}>
      <p className="text-3xl font-bold tracking-[-0.02em]">{words("headline")}</p>
      <p className="mt-2 max-w-prose">{words("paragraph")}</p>
      <p className="mt-1 text-ink-2">{words("small")}</p>
      <p className="mt-1 text-sm text-ink-3">
        {words("small")} <TextLink href="#">{words("link")}</TextLink>{" "}
        <TextLink href="#" quiet>
          {words("link")}
        </TextLink>
      </p>
    </Section>
  );
}

export function ButtonSamples() {
  const words = useTranslations("dev.ui");
  return (
    <Section title={words("buttons")}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary">{words("primary")}</Button>
          <Button>{words("secondary")}</Button>
          <Button look="quiet">{words("quiet")}</Button>
          <Button look="danger">{words("danger")}</Button>
          <IconButton
            label={words("iconOnly")}
            icon={<CalendarPlus aria-hidden="true" className="size-5" />}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" disabled>
            {words("disabled")}
          </Button>
          <Button disabled>{words("disabled")}</Button>
          <Button look="primary" pending>
            {words("pending")}
          </Button>
          <Button pending>{words("pending")}</Button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <LinkButton href="#" icon={<Plus aria-hidden="true" className="size-4" />}>
            {words("emptyAction")}
          </LinkButton>
          <Button size="small">{words("smallButton")}</Button>
          <Button size="small" look="primary">
            {words("smallButton")}
          </Button>
          <Button size="large" look="primary">
            {words("large")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
