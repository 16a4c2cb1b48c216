import { advertisingProblems, type LabelProblem, withLabel } from "@/lib/messages/advertising-label";

const sender = "#{사업장}";

/**
 * A template as advertising must open and end: "(광고)" and the sender, in the owner's own words or as the variable, and a
 * free way out where none is named (row 16); a charged number is left for whoever wrote it to see. Pure: the editor shows
 * it, and counts it, before it is saved.
 */
export function labelledTemplate(text: string, senderName: string, { freeNumber }: { freeNumber: boolean }) {
  const labelled = withLabel(text, text.slice(0, 80).includes(senderName) ? senderName : sender);
  if (!labelProblems(labelled, senderName).includes("NO_OPT_OUT")) return labelled;
  return `${labelled.trimEnd()}\n무료수신거부 ${freeNumber ? "#{수신거부번호}" : "#{수신거부링크}"}`;
}

/** What is still missing of label, sender and free way out, judged with the variables filled as they will be. Pure. */
export const labelProblems = (text: string, senderName: string): LabelProblem[] =>
  advertisingProblems({
    body: text.replaceAll(sender, senderName).replaceAll("#{수신거부번호}", "080-000-0000"),
    senderName,
  });
