import { expect, test } from "vitest";
import {
  couponAccount,
  gatewayAccount,
  parseAccount,
  depositAccount,
  prepaymentAccount,
  receivableAccount,
  revenueAccount,
  REVENUE_COMPONENTS,
  walletAccount,
  type Account,
  type AccountParts,
} from "./account.ts";

const known: [Account, AccountParts][] = [
  [gatewayAccount("wechatpay"), { kind: "gatewayClearing", gateway: "wechatpay" }],
  [gatewayAccount("alipay"), { kind: "gatewayClearing", gateway: "alipay" }],
  [walletAccount("d1"), { kind: "wallet", driverId: "d1" }],
  [receivableAccount("d1"), { kind: "receivable", driverId: "d1" }],
  [prepaymentAccount("o1"), { kind: "prepayment", orderId: "o1" }],
  [depositAccount("r1"), { kind: "deposit", reservationId: "r1" }],
  [couponAccount("p1"), { kind: "operatorCoupons", operatorId: "p1" }],
  [couponAccount(null), { kind: "platformCoupons" }],
  ["refunds:payable", { kind: "refundsPayable" }],
  ["platform:writeOff", { kind: "writeOff" }],
  ["platform:unclaimed", { kind: "unclaimed" }],
  ...REVENUE_COMPONENTS.map((component): [Account, AccountParts] => [
    revenueAccount("p1", component),
    { kind: "revenue", operatorId: "p1", component },
  ]),
];

test.each(known)("%s is read as it was made", (account, parts) => {
  expect(parseAccount(account)).toEqual({ ok: true, value: parts });
});

test.each([
  "",
  "refunds",
  "gateway:unionpay:clearing",
  "driver::wallet",
  "driver:d1",
  "driver:d1:wallet:x",
  "driver:d1:wallet:",
  "operator:p1:revenue",
  "operator:p1:revenue:tips",
  "operator:p1:revenue:idle:x",
  "order:o1:wallet",
])("%o is no account", (text) => {
  expect(parseAccount(text)).toEqual({ ok: false, error: { code: "account_unknown", text } });
});

test("an id that would make two accounts equal is a mistake of the caller", () => {
  expect(() => walletAccount("a:wallet")).toThrow("id");
  expect(() => prepaymentAccount("")).toThrow("id");
});
