import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { PlainError } from "../bootstrap/plain-error";
import { projectRoot } from "../bootstrap/project-root";

/** For a browser that runs as root, in a container, without a screen, and talks to nobody but us. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // One process draws all pages: a script that it has compiled once it need not compile for the next page.
  "--disable-site-isolation-trials",
  "--renderer-process-limit=1",
];

/** A Chromium to test with: CHROMIUM_PATH, an installed one, Playwright's own; else it is installed now. */
export function findOrInstallChromium(): string {
  return find() ?? install();
}

/** The browser found on this machine, if any. */
export function find(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named && !existsSync(named))
    throw new PlainError(`CHROMIUM_PATH names no file: for example CHROMIUM_PATH=/usr/bin/chromium`);
  return (
    [named, ...installed(), chromium.executablePath()].find((file) => file && existsSync(file)) || undefined
  );
}

function installed(): string[] {
  if (process.platform === "win32")
    return [
      "C:/Program Files/Google/Chrome/Application/chrome.exe",
      "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    ];
  // What only draws pages and shows no window takes a tenth less time.
  const names = [
    "chromium-headless-shell",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
  ];
  const folders = (process.env["PATH"] ?? "").split(":");
  return [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
}

function install(): string {
  process.stderr.write("Installing a Chromium for the browser tests, this happens once …\n");
  const playwright = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
  const asRoot = process.getuid?.() === 0;
  spawnSync(process.execPath, [playwright, "install", ...(asRoot ? ["--with-deps"] : []), "chromium"], {
    stdio: ["ignore", 2, 2],
  });
  const found = find();
  if (found) return found;
  if (asRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update"], { stdio: ["ignore", 2, 2] });
    execFileSync("apt-get", ["install", "-y", "chromium"], { stdio: ["ignore", 2, 2] });
  }
  const later = find();
  if (later) return later;
  throw new PlainError(
    "There is no Chromium and none could be installed: install one and name it, for example CHROMIUM_PATH=/usr/bin/chromium npm test",
  );
}
