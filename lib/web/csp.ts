/**
 * The content security policy of a page rendered for one request. Scripts run only with its nonce; `'strict-dynamic'`
 * lets those load their own chunks. Inline styles are allowed (progress bars, a tenant's colour); scripts never are.
 */
export function pageCsp(
  nonce: string,
  options: { formActions?: string[]; development?: boolean } = {},
): string {
  const evaluation = options.development ? " 'unsafe-eval'" : "";
  const connections = options.development ? " ws:" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${connections}`,
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    `form-action ${["'self'", ...(options.formActions ?? [])].join(" ")}`,
  ].join("; ");
}

/** For answers meant for machines; should one ever be shown as a page, it can do nothing. */
export const machineCsp =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** 128 random bits: not to be guessed, and different for every load. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
