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

/** The first link into this area of the product: `linkIn(text, "my")`. */
export function linkIn(text: string, area: string): string {
  const link = new RegExp(`https?://\\S+/${area}/[\\w-]+`).exec(text)?.[0];
  if (!link) throw new Error(`there is no link to /${area} in “${text}”`);
  return link;
}
