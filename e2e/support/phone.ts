import { expect } from "@playwright/test";

interface Text {
  to: string;
  body: string;
  status: string;
  direction: string;
}

/** What a phone of the local provider server has received, oldest first. */
export async function textsTo(providersUrl: string, number: string): Promise<string[]> {
  const to = number.replace(/^0/, "+82").replaceAll("-", "");
  const answer = await fetch(`${providersUrl}/control/messages?to=${encodeURIComponent(to)}`);
  const { messages } = (await answer.json()) as { messages: Text[] };
  return messages.filter(({ direction }) => direction === "outbound-api").map(({ body }) => body);
}

/** Waits until a text with these words is there, and gives it. */
export async function textWith(providersUrl: string, number: string, words: string): Promise<string> {
  const found = async () => (await textsTo(providersUrl, number)).find((body) => body.includes(words));
  await expect.poll(found, { message: `${number} gets “${words}”`, timeout: 30_000 }).toBeTruthy();
  return (await found()) ?? "";
}

/** The address of the first short link of a text that leads into this area of the product: `await linkIn(text, "my")`. */
export async function linkIn(text: string, area: string): Promise<string> {
  for (const [link] of text.matchAll(/https?:\/\/\S+\/s\/[\w-]{17}/g)) {
    // As a program: looking where it leads is nobody's opening.
    const { headers } = await fetch(link, { redirect: "manual" });
    const leads = new URL(headers.get("location") ?? "", link);
    if (leads.pathname.startsWith(`/${area}/`)) return leads.href;
  }
  throw new Error(`there is no link to /${area} in “${text}”`);
}
