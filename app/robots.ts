import type { MetadataRoute } from "next";
import { env } from "@/lib/platform/env";

// Its address of the sitemap is known when the server runs, not when it is built.
export const dynamic = "force-dynamic";

/** Addresses that are secrets or belong to staff. Their own `noindex` is what protects them; this saves the visit. */
const disallow = [
  "/api/",
  "/t/",
  "/operator/",
  "/my/",
  "/survey/",
  "/preferences/",
  "/check-in/",
  "/here/",
  "/door/",
  "/invitations/",
  "/reset/",
  "/s/",
  "/dev/",
  "/*/*/apply",
];

export default function robots(): MetadataRoute.Robots {
  return {
    rules: [
      { userAgent: "*", allow: "/", disallow },
      // Naver's and Daum's (KakaoTalk's) readers obey only a group that names them.
      { userAgent: ["Yeti", "Daum", "Daumoa"], allow: "/", disallow },
    ],
    sitemap: `${env.baseUrl}/sitemap.xml`,
  };
}
