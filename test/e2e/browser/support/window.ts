// A browser window that watches itself: what it asked of other machines, and what its pages complain of.
import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { pace } from "./pictures.ts";

const executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath:
      process.env["CHROMIUM_PATH"] ?? executables.find((path) => existsSync(path)) ?? "chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // What gets past the watch below finds no name.
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ],
  });

export type Kind = "phone" | "desktop";

const shapes = {
  phone: { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, hasTouch: false },
} as const;

/** People's Square in Shanghai. */
const here = { latitude: 31.2304, longitude: 121.4737 };

/** The browser says so itself of an answer that the page knows how to take. */
const unauthorized = /^Failed to load resource: the server responded with a status of 401/;

export type Window = {
  readonly page: Page;
  readonly kind: Kind;
  /** Addresses off this machine that a page asked for; every one was refused. */
  readonly outside: readonly string[];
  /** Errors in the console or thrown, among them what a content security policy blocked. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

function isThisMachine(address: URL): boolean {
  if (address.protocol === "data:" || address.protocol === "blob:") return true;
  return address.hostname === "127.0.0.1" || address.hostname === "localhost";
}

export async function openWindow(
  browser: Browser,
  { kind, locale }: { readonly kind: Kind; readonly locale: "zh-CN" | "en-US" },
): Promise<Window> {
  const context = await browser.newContext({
    ...shapes[kind],
    locale,
    timezoneId: "Asia/Shanghai",
    colorScheme: "light",
    reducedMotion: "reduce",
    geolocation: here,
    permissions: ["geolocation"],
  });
  context.setDefaultTimeout(pace.patienceMs);
  const outside: string[] = [];
  const complaints: string[] = [];
  await context.route(
    (address) => !isThisMachine(address),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on("websocket", (socket) => {
    if (!isThisMachine(new URL(socket.url()))) outside.push(socket.url());
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || unauthorized.test(message.text())) return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, kind, outside, complaints, close: () => context.close() };
}
