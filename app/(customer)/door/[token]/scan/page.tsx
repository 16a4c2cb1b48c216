import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";
import { linkPage } from "@/lib/web/link";
import { CodeScanner } from "../../../../at-the-door/code-scanner";
import { checkInAsHelper } from "../../../check-in/[code]/actions";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("attendance.scan");
  return { title: words("title"), robots: { index: false, follow: false } };
}

/** The helper's camera. Digits are searched for on the roster. */
export default async function DoorScanPage({ params }: Props) {
  const { token } = await params;
  await linkPage(token, ["door"]);
  const words = await getTranslations("attendance");
  return (
    <CustomerFrame>
      <h1 className="mb-4 text-xl font-bold">{words("scan.title")}</h1>
      <ClientMessages namespaces={["attendance"]}>
        <CodeScanner action={checkInAsHelper.bind(null, token)} />
      </ClientMessages>
      <LinkButton href={`/door/${token}`} wide className="mt-6">
        {words("door.roster")}
      </LinkButton>
    </CustomerFrame>
  );
}
