"use server";

import { z } from "zod";
import { checkInOnWall, findOnWall, refuseCrowd, type WallMatch } from "@/lib/enrollments/wall";
import { formatClock } from "@/lib/platform/formats/clock-time";
import { linkAction } from "@/lib/web/link";

/** A room shares one address: forty people with a mistake each. */
const byAddress = { name: "wall", atMost: 120, seconds: 600 };

const four = z
  .string()
  .trim()
  .regex(/^\d{4}$/, "attendance.fourDigits");

/** Who ends with these digits. Checks nobody in. */
export const findSelf = linkAction(
  ["here"],
  z.strictObject({ four }),
  async (holder, input): Promise<{ four: string; matches: WallMatch[] }> => {
    await refuseCrowd(holder.link.linkId);
    return { four: input.four, matches: await findOnWall(holder, holder.link.subjectId, input.four) };
  },
  { limit: byAddress },
);

/** "That is me." */
export const checkInSelf = linkAction(
  ["here"],
  z.strictObject({ four, key: z.string().max(32) }),
  async (holder, input) => {
    await refuseCrowd(holder.link.linkId);
    const { name, at, zone, changed } = await checkInOnWall(holder, holder.link.subjectId, input);
    return { name, at: at ? formatClock(at, zone) : "", changed };
  },
  { limit: byAddress },
);
