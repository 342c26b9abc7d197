// The operators' money, against the built platform with weeks of history and its local gateway.
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { adminListPayments, adminRevenue } from "../../../../core/contract/admin/books.ts";
import { adminSetApprovalLimit } from "../../../../core/contract/admin/corrections.ts";
import { adminListMoneyFindings } from "../../../../core/contract/admin/findings.ts";
import { adminListOrders } from "../../../../core/contract/admin/orders.ts";
import { anOrderNumber, aWechatMerchant } from "../../../../dev/gateway/testMerchant.ts";
import { emailOf, STAFF_PASSWORD } from "../../../../dev/seed/city/operators.ts";
import { eventually } from "../../../support/eventually.ts";
import { pay } from "../../support/journey.ts";
import { AdminApp } from "../support/adminApp.ts";
import { desksInTheCity } from "../support/desks.ts";
import { rowsOfXlsx } from "../support/spreadsheet.ts";

const { city, browser, signedIn } = desksInTheCity();

/** Of the same operator as the owner. */
const finance = (wish = {}) => {
  const email = emailOf(city().station.operatorId, "finance");
  return AdminApp.signedIn(
    browser(),
    city().platform.url,
    { email, password: STAFF_PASSWORD },
    wish,
  );
};

/** Settled, paid at a gateway, with something left to give back. */
async function aPaidOrder() {
  const { items } = await city().station.staff.call(adminListOrders, {
    state: "settled",
    paymentWay: "wechatpay",
    limit: 100,
  });
  const found = items.find(({ bill }) => (bill?.totalFen ?? 0) > 1_000);
  if (found === undefined) throw new Error("no order was paid");
  return found;
}

describe("an order of the past", () => {
  it("is paid back at the gateway that it was paid at, as far as its time line and the books tell", async () => {
    const app = await signedIn();
    const { books, orders, words } = app.text;
    const { orderId } = await aPaidOrder();
    await app.to("/orders?state=settled");
    await app.main.getByRole("row").nth(1).waitFor();
    await app.see("orders");
    await app.to(`/orders/${orderId}`);
    await app.button(books.correct).click();
    await app.dialog.getByLabel(books.amount).fill("0.01");
    await app.dialog.getByRole("button", { name: books.correctSend }).click();
    await app.dialog.getByText(books.reasonNeeded).waitFor();
    await app.dialog.getByLabel(books.reason).fill("桩计量偏高");
    await app.dialog.getByRole("button", { name: books.correctSend }).click();
    await app.main.getByText(/桩计量偏高/).waitFor();
    await app.main.getByText(orders.balanced).waitFor();
    await app.main
      .getByText(`${books.timeline.messageSent} · ${books.timeline.messages.billCorrected}`)
      .waitFor();
    await city().platform.gateway.until(({ refunds }) =>
      refunds.some(
        (one) => one.outTradeNo === orderId && one.amountFen === 1 && one.state.kind === "success",
      ),
    );
    await app.page.reload();
    const table = app.main.getByRole("group", { name: orders.refunds });
    await table.getByText(words.refundState.succeeded).nth(1).waitFor();
    await app.see("order-timeline");
    await app.to("/books");
    await app.main.getByText(books.book.balanced).waitFor();
    await app.see("books");
    expect(await app.main.getByText(books.book.unbalanced).count()).toBe(0);
    await app.close();
  });

  it("is paid back above the limit only when a second person agrees", async () => {
    await city().station.staff.call(adminSetApprovalLimit, { approvalLimitFen: 100 });
    const { orderId } = await aPaidOrder();
    const one = await finance({ size: "narrow", language: "en" });
    const { books } = one.text;
    await one.to(`/orders/${orderId}`);
    await one.button(books.correct).click();
    await one.dialog.getByLabel(books.amount).fill("1.50");
    await one.dialog.getByLabel(books.reason).fill("The meter ran fast");
    await one.dialog.getByRole("button", { name: books.correctSend }).click();
    await one.main.getByText(books.timeline.approvalAsked).waitFor();
    await one.to("/approvals");
    await one.row(orderId).getByText(books.approvals.own).waitFor();
    const other = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    await other.to("/approvals");
    await other.row(orderId).waitFor();
    await other.see("approvals");
    await other.row(orderId).getByRole("button", { name: books.approvals.approve }).click();
    await other.dialog.getByRole("button", { name: books.approvals.approve }).click();
    await other.row(orderId).getByText(books.approvals.approved).waitFor();
    await one.to(`/orders/${orderId}`);
    await one.main
      .getByText(/The meter ran fast/)
      .last()
      .waitFor();
    const corrected = one.main.getByText(books.timeline.corrected, { exact: true });
    await corrected.first().waitFor();
    expect(await corrected.count()).toBeGreaterThan(0);
    await one.close();
    await other.close();
  });
});

describe("a payment that nothing asked for", () => {
  it("is asked about at the gateway and paid back from the list of differences", async () => {
    const { platform, station } = city();
    const paymentId = anOrderNumber();
    const vars = platform.gateway.vars({ publicOrigin: platform.url });
    const notifyUrl = `${platform.url}/webhooks/wechatpay`;
    await aWechatMerchant(vars, notifyUrl).prepay(paymentId, 88);
    await pay(platform, "wechatpay", paymentId);
    await eventually(
      () => station.staff.call(adminListMoneyFindings, {}),
      ({ items }) => items.some(({ subject }) => subject === paymentId),
    );
    const app = await signedIn({ language: "zh", colorScheme: "light" });
    const words = app.text.books.findings;
    await app.to("/findings");
    await app.row(paymentId).getByRole("button", { name: words.settle }).click();
    await app.dialog.getByRole("button", { name: words.askGateway }).click();
    await app.dialog.getByText(new RegExp(words.said.paid)).waitFor();
    await app.dialog.getByLabel(app.text.books.reason).fill("不是我们的订单");
    await app.see("finding-settled");
    await app.dialog.getByRole("button", { name: words.ways.returnPayment }).click();
    await app.main.getByText(words.empty).waitFor();
    const { refunds } = await platform.gateway.until((seen) =>
      seen.refunds.some((one) => one.outTradeNo === paymentId && one.state.kind === "success"),
    );
    expect(refunds.filter((one) => one.outTradeNo === paymentId)).toMatchObject([
      { amountFen: 88 },
    ]);
    await app.main.getByText(words.all, { exact: true }).click();
    await app.main.getByText(/不是我们的订单/).waitFor();
    await app.see("findings");
    await app.close();
  });
});

/** The same days for the page and for the API: all of the demonstration's last weeks. */
const DAY_MS = 86_400_000;
const dayOf = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10);

const yuan = (fen: number): string => String(fen / 100);
const firstOf = (rows: readonly (readonly string[])[]) => rows.map((row) => row.slice(0, 4));

describe("files", () => {
  it("have the rows of the API, as CSV and as XLSX", async () => {
    const app = await signedIn({ size: "narrow", language: "en" });
    const { books, shell, words } = app.text;
    const fromDay = dayOf(Date.now() - 3 * DAY_MS);
    const untilDay = dayOf(Date.now());
    await app.to(`/payments?from=${fromDay}&until=${untilDay}`);
    await app.title(books.payments.title).waitFor();
    await app.main.getByRole("row").nth(1).waitFor();
    await app.see("payments");
    const take = async (format: "csv" | "xlsx") => {
      await app.button(shell.export.label).click();
      return app.download(() =>
        app.page.getByRole("menuitem", { name: shell.export[format] }).click(),
      );
    };
    const [csv, xlsx] = [await take("csv"), await take("xlsx")];
    expect([csv.name, xlsx.name]).toEqual(["payments.csv", "payments.xlsx"]);
    const expected: string[][] = [];
    const fromMs = Date.parse(`${fromDay}T00:00:00+08:00`);
    for (let cursor: string | undefined | null; cursor !== null;) {
      const page = await city().station.staff.call(adminListPayments, {
        fromMs,
        limit: 100,
        ...(cursor !== undefined && { cursor }),
      });
      for (const { orderId, way, state, amountFen } of page.items) {
        const amount = yuan(amountFen);
        expected.push([orderId, words.paymentWay[way], words.paymentState[state], amount]);
      }
      cursor = page.nextCursor;
    }
    expect(expected.length).toBeGreaterThan(10);
    const text = csv.bytes.toString("utf8").replace(/^\uFEFF/, "");
    const [, ...inCsv] = Papa.parse<string[]>(text).data;
    const [, ...inXlsx] = rowsOfXlsx(xlsx.bytes);
    expect(firstOf(inCsv)).toEqual(expected);
    expect(firstOf(inXlsx)).toEqual(expected);
    await app.to("/refunds");
    await app.main.getByRole("row").nth(1).waitFor();
    await app.see("refunds");
    await app.close();
  });

  it("of the revenue add up to what the page and the API say", async () => {
    const app = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    const { books, shell } = app.text;
    const days = { fromDay: dayOf(Date.now() - 30 * DAY_MS), untilDay: dayOf(Date.now()) };
    await app.to(`/books?from=${days.fromDay}&until=${days.untilDay}`);
    const panel = app.main.getByRole("region", { name: books.book.revenue });
    await panel.getByRole("row").nth(1).waitFor();
    await app.see("revenue");
    await panel.getByRole("button", { name: shell.export.label }).click();
    const taken = await app.download(() =>
      app.page.getByRole("menuitem", { name: shell.export.xlsx }).click(),
    );
    const { items } = await city().station.staff.call(adminRevenue, days);
    const [, ...rows] = rowsOfXlsx(taken.bytes);
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual(
      items.map(({ month, totalFen }) => [month, yuan(totalFen)]),
    );
    await app.close();
  });
});
