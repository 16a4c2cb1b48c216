import { expect } from "@playwright/test";

interface Mail {
  text: string;
}

export async function mailsTo(providersUrl: string, address: string): Promise<Mail[]> {
  const answer = await fetch(`${providersUrl}/control/mails?to=${encodeURIComponent(address)}`);
  return ((await answer.json()) as { mails: Mail[] }).mails;
}

/** Waits for a mail beyond the first `after`, and gives its first link. */
export async function linkInMail(providersUrl: string, address: string, after = 0): Promise<string> {
  await expect.poll(async () => (await mailsTo(providersUrl, address)).length).toBeGreaterThan(after);
  const mail = (await mailsTo(providersUrl, address)).at(-1);
  return /https?:\S+/.exec(mail?.text ?? "")?.[0] ?? "";
}
