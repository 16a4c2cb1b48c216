import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { Refusal } from "@/lib/platform/refusal";
import { authOptions } from "@/lib/web/auth";
import { refusalResponse } from "@/lib/web/refusal-response";
import { isOurOrigin } from "@/lib/web/request-origin";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

export const GET = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions());

/** next-auth's own token against forged posts stays; the origin is asked for on top (safety.md rule 30). */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!(await isOurOrigin())) return refusalResponse(new Refusal("forbidden", "errors.foreignOrigin"));
  return NextAuth(request, context, authOptions());
}
