"use server";

import { notFound } from "next/navigation";
import { env } from "@/lib/platform/env";

interface Answer {
  ok?: boolean;
  name?: string;
  phone?: string;
}

/** Refuses short numbers, to show a refusal. Changes nothing. */
export async function checkNumber(_: Answer, form: FormData): Promise<Answer> {
  if (!env.isDemo) notFound();
  const phone = String(form.get("phone") ?? "");
  return { ok: phone.replace(/\D/g, "").length === 11, name: String(form.get("name") ?? ""), phone };
}
