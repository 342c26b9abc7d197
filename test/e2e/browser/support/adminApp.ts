// What the tests of the admin's areas share: a window with somebody signed in, in a size, a language
// and a look, that goes to an address, is looked at critically, and is kept as a small picture.
import { join } from "node:path";
import type { Browser, Download, Locator, Page } from "playwright-core";
import { en } from "../../../../worker/admin/text/en.ts";
import { zh } from "../../../../worker/admin/text/zh.ts";
import { repositoryRoot } from "../../../support/builtWorker.ts";
import { look } from "./look.ts";
import { isPicturing } from "./pictures.ts";
import { openWindow, type Window } from "./window.ts";

export const adminSizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 1024, height: 768 },
} as const;

export type AdminWish = {
  readonly size?: keyof typeof adminSizes;
  readonly language?: "zh" | "en";
  readonly colorScheme?: "light" | "dark";
};

type Staff = { readonly email: string; readonly password: string };

const texts = { zh, en } as const;

export class AdminApp {
  readonly window: Window;
  readonly text: typeof zh;
  readonly #wish: Required<AdminWish>;
  readonly #url: string;

  private constructor(window: Window, url: string, wish: Required<AdminWish>) {
    this.window = window;
    this.#url = url;
    this.#wish = wish;
    this.text = texts[wish.language];
  }

  /** Opens the admin of a platform and signs in. */
  static async signedIn(
    browser: Browser,
    platformUrl: string,
    staff: Staff,
    wish: AdminWish = {},
  ): Promise<AdminApp> {
    const whole = { size: "wide", language: "zh", colorScheme: "light", ...wish } as const;
    const window = await openWindow(browser, {
      kind: "desktop",
      locale: whole.language === "zh" ? "zh-CN" : "en-US",
      size: adminSizes[whole.size],
    });
    const app = new AdminApp(window, platformUrl, whole);
    await app.page.emulateMedia({ colorScheme: whole.colorScheme });
    await app.page.goto(`${platformUrl}/admin/`);
    const { signIn } = app.text.shell;
    await app.page.getByLabel(signIn.email).fill(staff.email);
    await app.page.getByLabel(signIn.password, { exact: true }).fill(staff.password);
    await app.page.getByRole("button", { name: signIn.submit, exact: true }).click();
    await app.title(app.text.pages.overview.title).waitFor();
    return app;
  }

  get page(): Page {
    return this.window.page;
  }

  get main(): Locator {
    return this.page.getByRole("main");
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  title(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  row(text: string): Locator {
    return this.main.getByRole("row").filter({ hasText: text });
  }

  /** By an address as it stands behind `/admin`. */
  async to(path: string): Promise<void> {
    await this.page.goto(`${this.#url}/admin${path}`);
  }

  /** What is taken away by an action, with its name and its content. */
  async download(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [taken]: [Download, void] = await Promise.all([
      this.page.waitForEvent("download"),
      act(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await taken.createReadStream()) chunks.push(Buffer.from(chunk));
    return { name: taken.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  /** Axe-core finds nothing serious, nothing lies beyond the edge; kept when pictures are taken. */
  async see(name: string): Promise<void> {
    const { size, language, colorScheme } = this.#wish;
    await look(this.window, `${name}, ${size} ${language} ${colorScheme}`);
    if (!isPicturing) return;
    await this.page.screenshot({
      path: join(
        repositoryRoot,
        "docs/screenshots/admin",
        `${name}-${language}-${colorScheme}.png`,
      ),
      animations: "disabled",
      caret: "hide",
      scale: "css",
    });
  }

  /** Closes the window, which must have asked nothing of others, and have nothing to complain of. */
  async close(): Promise<void> {
    const { outside, complaints } = this.window;
    await this.window.close();
    if (outside.length + complaints.length > 0) {
      throw new Error(`not quiet: ${[...outside, ...complaints].join("\n")}`);
    }
  }
}
