// The operators' admin as its staff handles it: what is clicked and read on its pages.
import type { Locator, Page } from "playwright-core";
import { zh } from "../../../../worker/admin/text/zh.ts";

export { zh as adminText };

type Place = keyof typeof zh.shell.nav;

export class AdminConsole {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
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

  async open(platformUrl: string): Promise<void> {
    await this.page.goto(`${platformUrl}/admin/`);
    await this.title(zh.shell.signIn.title).waitFor();
  }

  async signIn({ email, password }: { readonly email: string; readonly password: string }) {
    const { signIn } = zh.shell;
    await this.page.getByLabel(signIn.email).fill(email);
    await this.page.getByLabel(signIn.password, { exact: true }).fill(password);
    await this.page.getByRole("button", { name: signIn.submit, exact: true }).click();
  }

  async signOut(displayName: string): Promise<void> {
    await this.page.getByRole("button", { name: displayName }).click();
    await this.page.getByRole("menuitem", { name: zh.shell.signOut }).click();
    await this.title(zh.shell.signIn.title).waitFor();
  }

  /** By the navigation at the side. */
  async to(place: Exclude<Place, "label">): Promise<void> {
    const name = zh.shell.nav[place];
    const nav = this.page.getByRole("navigation", { name: zh.shell.nav.label });
    await nav.getByRole("link", { name, exact: true }).click();
    await this.title(name).waitFor();
  }

  row(text: string): Locator {
    return this.main.getByRole("row").filter({ hasText: text });
  }

  /** Opens the command's form. */
  async command(name: keyof typeof zh.commands.name): Promise<void> {
    await this.main.getByRole("button", { name: zh.commands.name[name], exact: true }).click();
    await this.dialog.getByRole("button", { name: zh.commands.form.send }).waitFor();
  }

  /** Sends it, and waits until its progress has come to the charger's answer. */
  async sendUntilAnswered(): Promise<{
    readonly steps: readonly string[];
    readonly answer: string;
  }> {
    await this.dialog.getByRole("button", { name: zh.commands.form.send }).click();
    const current = this.dialog.locator("li[aria-current=step]");
    await current.filter({ hasText: zh.commands.state.answered }).waitFor();
    return {
      steps: await this.dialog.locator("li[data-reached]").allInnerTexts(),
      answer: await this.dialog.getByRole("status").innerText(),
    };
  }

  async closeDialog(): Promise<void> {
    await this.dialog.getByRole("button", { name: zh.shell.close }).last().click();
    await this.dialog.waitFor({ state: "hidden" });
  }

  connector(connectorId: number): Locator {
    return this.main.getByRole("region", { name: zh.piles.connector(connectorId) });
  }
}
