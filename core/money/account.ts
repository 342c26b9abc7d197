// The chart of accounts: every account the ledger knows, as a string by template, and its parser.
import { err, ok, type Result } from "../result.ts";

export type Gateway = "wechatpay" | "alipay";

export const REVENUE_COMPONENTS = [
  "electricity",
  "service",
  "idle",
  "start",
  "reservation",
  "noShow",
  "penalty",
] as const;
export type RevenueComponent = (typeof REVENUE_COMPONENTS)[number];

export type GatewayAccount = `gateway:${Gateway}:clearing`;
export type WalletAccount = `driver:${string}:wallet`;
export type ReceivableAccount = `driver:${string}:receivable`;
/** What was taken for a reservation, until it has ended. */
export type DepositAccount = `reservation:${string}:deposit`;
export type PrepaymentAccount = `order:${string}:prepayment`;
export type RevenueAccount = `operator:${string}:revenue:${RevenueComponent}`;
/** Who bears a coupon: a debit here is revenue given away. */
export type CouponAccount = `operator:${string}:coupons` | "platform:coupons";

/**
 * Debit balances: gateway clearing, receivables, coupons, write-offs. Credit balances: wallets,
 * prepayments, deposits, refunds payable, revenue, and what leaving drivers gave up, which is kept
 * apart from revenue.
 */
export type Account =
  | GatewayAccount
  | WalletAccount
  | ReceivableAccount
  | PrepaymentAccount
  | DepositAccount
  | RevenueAccount
  | CouponAccount
  | "refunds:payable"
  | "platform:writeOff"
  | "platform:unclaimed"
  /** Payments that nothing asked for, until they are somebody's. */
  | "platform:unassigned"
  /** What was paid to drivers outside the gateways. */
  | "platform:paidByHand";

export type AccountParts =
  | { readonly kind: "gatewayClearing"; readonly gateway: Gateway }
  | { readonly kind: "wallet"; readonly driverId: string }
  | { readonly kind: "receivable"; readonly driverId: string }
  | { readonly kind: "prepayment"; readonly orderId: string }
  | { readonly kind: "deposit"; readonly reservationId: string }
  | {
      readonly kind: "revenue";
      readonly operatorId: string;
      readonly component: RevenueComponent;
    }
  | { readonly kind: "operatorCoupons"; readonly operatorId: string }
  | { readonly kind: "platformCoupons" }
  | { readonly kind: "refundsPayable" }
  | { readonly kind: "writeOff" }
  | { readonly kind: "unclaimed" }
  | { readonly kind: "unassigned" }
  | { readonly kind: "paidByHand" };

/** An id inside an account or a source key; a colon or an empty one would make two names equal. */
export function ledgerId(id: string): string {
  if (id === "" || id.includes(":")) throw new Error(`not an id for the ledger: "${id}"`);
  return id;
}

export const gatewayAccount = (gateway: Gateway): GatewayAccount => `gateway:${gateway}:clearing`;
export const walletAccount = (driverId: string): WalletAccount =>
  `driver:${ledgerId(driverId)}:wallet`;
export const receivableAccount = (driverId: string): ReceivableAccount =>
  `driver:${ledgerId(driverId)}:receivable`;
export const prepaymentAccount = (orderId: string): PrepaymentAccount =>
  `order:${ledgerId(orderId)}:prepayment`;
export const depositAccount = (reservationId: string): DepositAccount =>
  `reservation:${ledgerId(reservationId)}:deposit`;
export const revenueAccount = (operatorId: string, component: RevenueComponent): RevenueAccount =>
  `operator:${ledgerId(operatorId)}:revenue:${component}`;
export const couponAccount = (operatorId: string | null): CouponAccount =>
  operatorId === null ? "platform:coupons" : `operator:${ledgerId(operatorId)}:coupons`;

export type AccountUnknown = { readonly code: "account_unknown"; readonly text: string };

const isGateway = (text: string): text is Gateway => text === "wechatpay" || text === "alipay";
const isComponent = (text: string): text is RevenueComponent =>
  REVENUE_COMPONENTS.some((component) => component === text);

/** What an account's name says; `account_unknown` for a name that no template gives. */
export function parseAccount(text: string): Result<AccountParts, AccountUnknown> {
  const parts = partsOf(text);
  return parts === null ? err({ code: "account_unknown", text }) : ok(parts);
}

function partsOf(text: string): AccountParts | null {
  if (text === "refunds:payable") return { kind: "refundsPayable" };
  if (text === "platform:writeOff") return { kind: "writeOff" };
  if (text === "platform:unclaimed") return { kind: "unclaimed" };
  if (text === "platform:unassigned") return { kind: "unassigned" };
  if (text === "platform:paidByHand") return { kind: "paidByHand" };
  if (text === "platform:coupons") return { kind: "platformCoupons" };
  const [owner, id = "", name, component = "", ...more] = text.split(":");
  if (id === "" || more.length > 0) return null;
  if (owner === "operator" && name === "revenue") {
    return isComponent(component) ? { kind: "revenue", operatorId: id, component } : null;
  }
  if (text.split(":").length !== 3) return null;
  switch (`${owner}:${name}`) {
    case "gateway:clearing":
      return isGateway(id) ? { kind: "gatewayClearing", gateway: id } : null;
    case "driver:wallet":
      return { kind: "wallet", driverId: id };
    case "driver:receivable":
      return { kind: "receivable", driverId: id };
    case "order:prepayment":
      return { kind: "prepayment", orderId: id };
    case "reservation:deposit":
      return { kind: "deposit", reservationId: id };
    case "operator:coupons":
      return { kind: "operatorCoupons", operatorId: id };
    default:
      return null;
  }
}
