// An order before it is written: what was asked, what was offered, and what is to be paid.
import type { ChargeLimit, PayParameters } from "../../core/contract/orders.ts";
import type { Language } from "../../core/contract/problems.ts";
import type { PayScene } from "../payments/payFor.ts";
import type { Scene } from "../payments/provider.ts";
import { texts } from "../payments/texts.ts";
import type { Offer } from "./offer.ts";

export type OrderInput = {
  readonly driverId: string;
  readonly pileId: string;
  readonly connectorId: number;
  readonly limit: ChargeLimit;
  readonly paymentWay: "wechatpay" | "alipay" | "balance";
  readonly idempotencyKey: string | null;
  readonly language: Language;
  readonly nowMs: number;
} & PayScene;

export type Created = { readonly orderId: string; readonly pay: PayParameters };
/** An order that is about to be written: all that its row needs. */
export type Draft = {
  readonly orderId: string;
  readonly input: OrderInput;
  readonly offer: Offer;
  readonly prepaidFen: number;
  /** Null when it is paid from the balance. */
  readonly scene: Scene | null;
};

/** What the driver reads in his payment app. */
export const descriptionOf = ({ input, offer }: Pick<Draft, "input" | "offer">): string => {
  const station = input.language === "zh" ? offer.stationName : offer.stationNameEn;
  return `${texts.charging[input.language]} ${station} ${offer.pileName}`;
};
