import { advertisingProblems, type LabelProblem, withLabel } from "@/lib/messages/advertising-label";

const sender = "#{사업장}";

/** A template as advertising must open: "(광고)" and the sender, in the owner's own words or as the variable. Pure. */
export const labelledTemplate = (text: string, senderName: string): string =>
  withLabel(text, text.slice(0, 80).includes(senderName) ? senderName : sender);

/** What is still missing of label, sender and free way out, judged with the variables filled as they will be. Pure. */
export const labelProblems = (text: string, senderName: string): LabelProblem[] =>
  advertisingProblems({
    body: text.replaceAll(sender, senderName).replaceAll("#{수신거부번호}", "080-000-0000"),
    senderName,
  });
