import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { Notice } from "@/components/ui/notice";
import { wallOf } from "@/lib/enrollments/wall";
import { formatShort, formatTime } from "@/lib/platform/formats/korean-time";
import { newId } from "@/lib/platform/ids";
import { linkPage } from "@/lib/web/link";
import { orNotFound } from "../../../at-the-door/or-not-found";
import { checkInSelf, findSelf } from "./actions";
import { WallForm } from "./wall-form";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("attendance.wall");
  return { title: words("title"), robots: { index: false, follow: false } };
}

/** The code on the wall, opened on people's own phones: four digits and they are here. */
export default async function WallPage({ params }: Props) {
  const { code } = await params;
  const holder = await linkPage(code, ["here"]);
  const wall = await orNotFound(() => wallOf(holder, holder.link.subjectId));
  const words = await getTranslations("attendance.wall");
  const { standing, zone } = wall;
  return (
    <CustomerFrame business={formatShort(wall.startsAt, zone, holder.locale)}>
      <h1 className="text-2xl leading-snug font-bold tracking-[-0.02em]">{wall.courseTitle}</h1>
      {standing === "open" ? (
        <ClientMessages namespaces={["attendance"]}>
          <WallForm
            find={findSelf.bind(null, code)}
            checkIn={checkInSelf.bind(null, code)}
            again={`/here/${code}`}
            idempotencyKey={newId()}
          />
        </ClientMessages>
      ) : (
        <Notice tone="warn" className="mt-5">
          {standing === "early"
            ? words("early", { opens: formatTime(wall.opensAt, zone, holder.locale) })
            : words(standing)}
        </Notice>
      )}
    </CustomerFrame>
  );
}
