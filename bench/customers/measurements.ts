import type { TenantScope } from "@/lib/platform/tenancy";

import { lists } from "./lists";
import type { Measurement } from "./measurement";
import type { Landmarks } from "./population";
import { samplesOf } from "./samples";
import { searches } from "./searches";
import { segmentCounts } from "./segment-counts";
import { timelines } from "./timelines";

export async function measurements(
  scope: TenantScope,
  ownerUrl: string,
  landmarks: Landmarks,
): Promise<Measurement[]> {
  const samples = await samplesOf(ownerUrl, scope.tenantId);
  return [
    ...(await lists(scope, samples)),
    ...searches(scope, samples),
    ...segmentCounts(scope, samples),
    ...timelines(scope, landmarks),
  ];
}
