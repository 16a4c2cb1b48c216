"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { markAtDoor, markEverybodyAtDoor } from "./actions";

/** The roster's forms before scripts arrive, and without them. */
export async function markByForm(token: string, form: FormData): Promise<string | null> {
  return sentence(await markAtDoor(token, null, form));
}

export async function markEverybodyByForm(token: string, form: FormData): Promise<string | null> {
  return sentence(await markEverybodyAtDoor(token, null, form));
}

async function sentence(answer: Awaited<ReturnType<typeof markAtDoor>>): Promise<string | null> {
  if (!answer.ok) return refusalWords(await getTranslations(), answer);
  refresh();
  return null;
}
