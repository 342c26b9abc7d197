// What a driver can do about each way in which an order may be refused.
import type { CallRefusal } from "../../../../core/contract/client.ts";
import type { Catalogue } from "../../text/zh.ts";

type RefusedCode = keyof Catalogue["refused"]["reasons"];

/** `close`: nothing but to try again later; `change`: what was chosen on this page. */
export type WayOn = "choose" | "station" | "home" | "openOrder" | "topUp" | "change" | "close";

const waysOn = {
  pile_not_found: "home",
  connector_not_found: "choose",
  pile_offline: "station",
  connector_taken: "choose",
  connector_reserved: "choose",
  connector_faulted: "choose",
  connector_unavailable: "choose",
  driver_busy: "openOrder",
  tariff_not_found: "home",
  limit_out_of_range: "change",
  balance_too_low: "topUp",
  payment_way_unavailable: "change",
  payment_gateway_failed: "change",
  idempotency_conflict: "change",
  too_many_requests: "close",
  unavailable: "close",
} as const satisfies Record<RefusedCode, WayOn>;

export const isRefusedCode = (code: string): code is RefusedCode => code in waysOn;

export const wayOnOf = (refusal: CallRefusal): WayOn =>
  refusal.kind === "problem" && isRefusedCode(refusal.problem.code)
    ? waysOn[refusal.problem.code]
    : "close";
