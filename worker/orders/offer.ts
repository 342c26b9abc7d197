// What can be ordered at a connector: its place, its power, and the tariff in force there.
import { err, ok, type Result } from "../../core/result.ts";
import type { OfferRow } from "../db/orders.ts";
import type { Priced } from "./prepaidAmount.ts";

export type Offer = Omit<OfferRow, "tariff" | "maxPowerW" | "currentType"> & {
  readonly priced: Priced;
  /** The version that an order made now is billed by, for good. */
  readonly pinned: { readonly tariffId: string; readonly tariffVersion: number };
};

export type OfferRefusal = {
  readonly code: "pile_not_found" | "connector_not_found" | "tariff_not_found";
};

export function offerOf(
  row: OfferRow | undefined,
  membership: string | null,
): Result<Offer, OfferRefusal> {
  if (row === undefined) return err({ code: "pile_not_found" });
  const { tariff, maxPowerW, currentType, ...place } = row;
  if (maxPowerW === null || currentType === null) return err({ code: "connector_not_found" });
  if (tariff === null) return err({ code: "tariff_not_found" });
  const { timeZone } = place;
  const priced = { tariff: tariff.content, timeZone, membership, maxPowerW, currentType };
  const pinned = { tariffId: tariff.tariffId, tariffVersion: tariff.version };
  return ok({ ...place, priced, pinned });
}
