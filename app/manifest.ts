import type { MetadataRoute } from "next";

/** Makes the staff desk installable on a phone's home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "단골",
    short_name: "단골",
    description: "한 번 온 손님이 단골이 되는 고객 관리",
    lang: "ko",
    start_url: "/signin",
    scope: "/",
    display: "standalone",
    background_color: "#fbf8f3",
    theme_color: "#fbf8f3",
    icons: [
      { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
