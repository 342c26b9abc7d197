// A browser window that watches itself: what it asked of other machines, and what its pages complain of.
import { existsSync } from "node:fs";
import { chromium, type Browser, type Page, type WebSocketRoute } from "playwright-core";
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
      // What asks for another machine finds none, and is seen by the watch below.
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ],
  });

export type Kind = "phone" | "desktop";

const shapes = {
  phone: { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, hasTouch: false },
} as const;

/** The phone's way to the platform's live sockets, and its requests: cut, nothing gets through. */
export type LiveLine = {
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly wasCut: () => boolean;
};

/** Emulated, "offline" leaves open sockets alone; a network that is gone does not. */
async function liveLineOf(page: Page): Promise<LiveLine> {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  let wasCut = false;
  await page.routeWebSocket(/\/live\//, (socket) => {
    if (isCut) return void socket.close();
    open.add(socket);
    socket.connectToServer();
  });
  return {
    cut: async () => {
      isCut = true;
      wasCut = true;
      await page.context().setOffline(true);
      for (const socket of open) await socket.close();
      open.clear();
    },
    mend: async () => {
      isCut = false;
      await page.context().setOffline(false);
    },
    wasCut: () => wasCut,
  };
}

/** People's Square in Shanghai. */
const here = { latitude: 31.2304, longitude: 121.4737 };

/** The browser says so itself of answers that the page knows how to take. */
const expected = /^Failed to load resource: the server responded with a status of 4(?:01|09|15)/;

/** And of what a network that was taken away left unanswered. */
const disconnected = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|WebSocket/;

export type Window = {
  readonly page: Page;
  readonly kind: Kind;
  /** Addresses off this machine that a page asked for; none of them was found. */
  readonly outside: readonly string[];
  /** Errors in the console or thrown, among them what a content security policy blocked. */
  readonly complaints: readonly string[];
  readonly line: LiveLine;
  readonly close: () => Promise<void>;
};

export type WindowWish = {
  readonly kind: Kind;
  readonly locale: "zh-CN" | "en-US";
  /** Another than the kind's usual one. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Of the phone, where it is another than the stations'. */
  readonly timeZone?: string;
};

function isThisMachine(address: URL): boolean {
  if (address.protocol === "data:" || address.protocol === "blob:") return true;
  return address.hostname === "127.0.0.1" || address.hostname === "localhost";
}

export async function openWindow(
  browser: Browser,
  { kind, locale, size, timeZone = "Asia/Shanghai" }: WindowWish,
): Promise<Window> {
  const context = await browser.newContext({
    ...shapes[kind],
    ...(size === undefined ? {} : { viewport: size }),
    locale,
    timezoneId: timeZone,
    colorScheme: "light",
    reducedMotion: "reduce",
    geolocation: here,
    permissions: ["geolocation"],
  });
  context.setDefaultTimeout(pace.patienceMs);
  const outside: string[] = [];
  const complaints: string[] = [];
  // Watched and not routed: a route would take the browser's cache away, and with it what people have.
  context.on("request", (request) => {
    if (!isThisMachine(new URL(request.url()))) outside.push(request.url());
  });
  const page = await context.newPage();
  const line = await liveLineOf(page);
  page.on("websocket", (socket) => {
    if (!isThisMachine(new URL(socket.url()))) outside.push(socket.url());
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || expected.test(message.text())) return;
    if (line.wasCut() && disconnected.test(message.text())) return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, kind, outside, complaints, line, close: () => context.close() };
}
