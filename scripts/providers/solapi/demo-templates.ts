import type { z } from "zod";
import type { templateInput } from "./templates";

const channelId = "KA01PF240101000000000000DEMO";

/** What a Kakao channel of the demo has: two approved templates, one under review and one that was turned down. */
export const demoTemplates: z.input<typeof templateInput>[] = [
  {
    templateId: "KA01TP240101000000000001DEMO",
    name: "신청 확인",
    channelId,
    content:
      "#{이름}님, #{과정} 신청이 확정되었어요.\n\n일시: #{일시}\n장소: #{장소}\n\n자세한 내용은 아래에서 보실 수 있어요.\n#{내신청}",
    status: "APPROVED",
  },
  {
    templateId: "KA01TP240101000000000002DEMO",
    name: "전날 안내",
    channelId,
    content: "#{이름}님, 내일 #{시간}에 #{과정}이 있어요.\n\n장소: #{장소}\n#{오시는길}",
    status: "APPROVED",
  },
  {
    templateId: "KA01TP240101000000000003DEMO",
    name: "수업 변경",
    channelId,
    content: "#{이름}님, #{과정} 일정이 바뀌었어요.\n\n이전: #{이전일시}\n변경: #{일시}",
    status: "INSPECTING",
  },
  {
    templateId: "KA01TP240101000000000004DEMO",
    name: "다음 과정 안내",
    channelId,
    content: "#{이름}님, 다음 과정 #{다음과정}의 신청이 열렸어요.",
    status: "REJECTED",
    comment: "광고성 내용이 포함되어 있어 알림톡으로 보낼 수 없습니다.",
  },
];
