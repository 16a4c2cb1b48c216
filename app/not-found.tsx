import { getTranslations } from "next-intl/server";
import { AccountFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";

export async function generateMetadata() {
  const words = await getTranslations("errors.notFound");
  return { title: words("title") };
}

/** Says the same for what does not exist and for what is not yours. */
export default async function NotFound() {
  const words = await getTranslations("errors.notFound");
  return (
    <AccountFrame>
      <h1 className="text-xl font-bold tracking-tight">{words("title")}</h1>
      <p className="mt-2 mb-6 text-ink-2">{words("body")}</p>
      <LinkButton href="/" whole look="primary" wide>
        {words("home")}
      </LinkButton>
    </AccountFrame>
  );
}
