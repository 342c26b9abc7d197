// The operators' people in a browser: invited by a link, signed in with a second factor, shut out; keys
// made and used; what was done found in the audit.
import { TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { demoStaff } from "../../../../dev/seed/city/operators.ts";
import { type AdminApp, adminSizes } from "../support/adminApp.ts";
import { desksInTheCity } from "../support/desks.ts";
import { openWindow, type Window } from "../support/window.ts";

const { city, browser, signedIn } = desksInTheCity();

const member = {
  email: "wang@pujiang.example",
  name: "王工",
  password: "这是一句足够长的登录密码",
};

async function invite(app: AdminApp): Promise<string> {
  const { people, shell } = app.text;
  await app.to("/staff");
  await app.title(people.staff.title).waitFor();
  await app.see("staff");
  await app.button(people.staff.invite).click();
  await app.dialog.getByLabel(shell.signIn.email).fill(member.email);
  await app.dialog.getByLabel(people.staff.name).fill(member.name);
  await app.dialog.getByRole("button", { name: people.invite.submit }).click();
  const link = await app.dialog.locator("output").innerText();
  await app.see("staff-invited");
  await app.dialog.getByRole("button", { name: people.invite.done }).click();
  await app.row(member.email).getByText(people.staff.states.invited).waitFor();
  return link;
}

/** The link names the platform's public origin, which is this machine's in a test. */
async function accept(link: string, app: AdminApp): Promise<Window> {
  const { people, shell } = app.text;
  const window = await openWindow(browser(), {
    kind: "desktop",
    locale: "zh-CN",
    size: adminSizes.narrow,
  });
  const { page } = window;
  await page.goto(link.replace(/^https?:\/\/[^/]+/, city().platform.url));
  await page.getByLabel(people.password.next, { exact: true }).fill("short");
  await page.getByRole("button", { name: people.welcome.submit }).click();
  await page.getByText(people.password.password_too_short).waitFor();
  await page.getByLabel(people.password.next, { exact: true }).fill(member.password);
  await page.getByRole("button", { name: people.welcome.submit }).click();
  await page.getByRole("link", { name: shell.signIn.title }).click();
  await page.getByLabel(shell.signIn.email).fill(member.email);
  await page.getByLabel(shell.signIn.password, { exact: true }).fill(member.password);
  await page.getByRole("button", { name: shell.signIn.submit, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: app.text.pages.overview.title }).waitFor();
  return window;
}

describe("a member", () => {
  it("comes in by a link, and is out at once when an owner shuts him out", async () => {
    const app = await signedIn();
    const { people, shell } = app.text;
    const his = await accept(await invite(app), app);
    await app.page.reload();
    await app.row(member.email).getByRole("link").click();
    await app.title(member.name).waitFor();
    await app.main.getByRole("heading", { name: people.sessions.title }).waitFor();
    await app.see("member");
    await app.button(people.member.disable.action).click();
    await app.dialog.getByRole("button", { name: people.member.disable.action }).click();
    await app.main.getByText(people.staff.states.disabled).waitFor();
    await his.page.goto(`${city().platform.url}/admin/orders`);
    await his.page.getByRole("heading", { level: 1, name: shell.signIn.title }).waitFor();
    expect(await his.page.title()).toContain(shell.signIn.title);
    await his.close();
    await app.close();
  });
});

describe("a session that runs out", () => {
  it("is signed in to again over the page, which keeps what was typed", async () => {
    const app = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    const { maintenance, shell } = app.text;
    await app.to("/maintenance/work-orders");
    await app.button(maintenance.orders.make).click();
    const typed = app.page.getByLabel(maintenance.orders.titleOf);
    await typed.fill("Cable worn");
    await app.page.context().clearCookies();
    const again = app.page.getByRole("dialog", { name: shell.signInAgain.title });
    await again.waitFor();
    await app.see("sign-in-again");
    await app.page.keyboard.press("Escape");
    await again.getByLabel(shell.signIn.password, { exact: true }).fill(city().owner.password);
    await app.page.keyboard.press("Enter");
    await again.waitFor({ state: "detached" });
    expect(await typed.inputValue()).toBe("Cable worn");
    await app.close();
  });
});

describe("one's own account", () => {
  it("gets a second factor, which the next sign-in asks for", async () => {
    const app = await signedIn({ language: "en", colorScheme: "dark" });
    const { people, shell } = app.text;
    const words = people.secondFactor;
    await app.to("/account");
    await app.button(words.begin).click();
    await app.main.getByRole("img", { name: words.scan }).waitFor();
    await app.see("second-factor");
    const secret = (await app.main.locator(".z-code").first().innerText()).trim();
    const totp = new TOTP({ secret });
    await app.page
      .getByLabel(words.code, { exact: true })
      .fill(totp.generate({ timestamp: Date.now() - 30_000 }));
    await app.button(words.confirm).click();
    await app.main.getByText(words.keepCodes).waitFor();
    const recovery = await app.main.locator("li.z-code").first().innerText();
    await app.see("recovery-codes");
    await app.button(words.kept).click();
    await app.main.getByText(words.isOn(10)).waitFor();
    const owner = demoStaff.find(({ email }) => email === city().owner.email);
    await app.page.getByRole("button", { name: owner?.displayName ?? "" }).click();
    await app.page.getByRole("menuitem", { name: shell.signOut }).click();
    await app.page.getByLabel(shell.signIn.email).fill(city().owner.email);
    await app.page.getByLabel(shell.signIn.password, { exact: true }).fill(city().owner.password);
    await app.button(shell.signIn.submit).click();
    await app.page.getByLabel(words.code, { exact: true }).fill(recovery);
    await app.see("sign-in-code");
    await app.button(shell.signIn.submit).click();
    // Back where he was.
    await app.title(people.account.title).waitFor();
    await app.button(words.remove.action).click();
    await app.dialog.getByLabel(words.code, { exact: true }).fill(totp.generate());
    await app.dialog.getByRole("button", { name: words.remove.action }).click();
    await app.button(words.begin).waitFor();
    expect(await app.button(words.remove.action).count()).toBe(0);
    await app.close();
  });
});

describe("a key", () => {
  it("is made, used, revoked, and all of it is in the audit", async () => {
    const app = await signedIn({ size: "narrow" });
    const { people } = app.text;
    const words = people.keys;
    await app.to("/api-keys");
    await app.main.getByText(words.none).waitFor();
    await app.button(words.make).click();
    await app.dialog.getByLabel(words.name).fill("看板");
    await app.dialog.getByLabel(`${words.groups.piles}: ${words.read}`).check();
    await app.see("api-key-new");
    await app.dialog.getByRole("button", { name: words.submit }).click();
    const secret = await app.dialog.locator("output").first().innerText();
    await app.dialog.getByRole("button", { name: people.invite.done }).click();
    const call = (path: string) =>
      fetch(`${city().platform.url}/api/v1/admin/${path}`, {
        headers: { authorization: `Bearer ${secret}` },
      });
    expect((await call("piles")).status).toBe(200);
    expect((await call("orders")).status).toBe(403);
    await app.page.reload();
    await app.row("看板").getByRole("button", { name: words.revoke }).click();
    await app.dialog.getByRole("button", { name: words.revoke }).click();
    await app.row("看板").getByText(words.states.revoked).waitFor();
    await app.see("api-keys");
    expect((await call("piles")).status).toBe(401);
    await app.to("/audit?action=adminRevokeApiKey");
    await app.row(people.audit.actions.adminRevokeApiKey).waitFor();
    await app.to("/audit");
    await app.row(people.audit.actions.adminMakeApiKey).waitFor();
    await app.see("audit");
    await app.close();
  });
});
