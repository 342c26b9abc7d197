// A pile whose connectors are offered to drivers who wait for one.
import { limits } from "../../limits.ts";
import { summaryOf } from "../../live/pile.ts";
import { offer, withdraw } from "../offers.ts";
import type { OfferRequest } from "../pileApi.ts";
import { ReservedPile } from "./reservedPile.ts";

export class OfferedPile extends ReservedPile {
  #made = 0;

  offer(change: Partial<OfferRequest> = {}) {
    const offerId = `01KB${String((this.#made += 1)).padStart(22, "0")}`;
    const untilMs = this.nowMs + limits.offerMs.most;
    const wanted = { offerId, driverId: "driver-1", connectorId: 1, untilMs, idTags: ["CARD-1"] };
    const offered = offer(this.state, { ...wanted, ...change }, this.circumstances);
    if (offered.ok) this.perform(offered.value);
    return offered.ok ? (change.offerId ?? offerId) : offered.error.code;
  }

  withdraw(offerId: string): void {
    this.perform(withdraw(this.state, offerId, this.circumstances));
  }

  get offers() {
    return summaryOf(this.state).offers.map(({ offerId, connectorId, end }) => ({
      offerId,
      connectorId,
      end,
    }));
  }
}
