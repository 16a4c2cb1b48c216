import { env } from "@/lib/platform/env";

const pagesWithProviders = /^\/(signin|invitations|account)(\/|$)/;

/**
 * Where a form on this page may lead in the end. Browsers hold redirects after a form to `form-action` too, so the
 * pages that start a provider's sign-in must name the configured providers.
 */
export function signInOrigins(pathname: string): string[] {
  if (!pagesWithProviders.test(pathname)) return [];
  return [
    env.google && originOf(env.google.issuerBaseUrl, "https://accounts.google.com"),
    env.kakao && originOf(env.kakao.issuerBaseUrl, "https://kauth.kakao.com"),
    env.naver && originOf(env.naver.issuerBaseUrl, "https://nid.naver.com"),
  ].filter((origin) => origin !== undefined);
}

const originOf = (configured: string | undefined, usual: string) => new URL(configured ?? usual).origin;
