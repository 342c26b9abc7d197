// A pile whose connectors drivers reserve.
import type { ReserveRequest } from "../pileApi.ts";
import { cancel, confirm, reserve } from "../reservations.ts";
import { anOrderId, hour, minute, T0 } from "./builders.ts";
import { TestPile } from "./testPile.ts";

/** In two hours, for an hour; held a quarter before, 20 minutes of grace. */
export const aRequest = (change: Partial<ReserveRequest> = {}): ReserveRequest => {
  const reservationId = change.reservationId ?? anOrderId();
  return {
    reservationId,
    driverId: "driver-1",
    connectorId: 1,
    fromMs: T0 + 2 * hour,
    untilMs: T0 + 3 * hour,
    idTags: ["CARD-1", "CARD-1B"],
    terms: { holdMinutes: 15, graceMinutes: 20 },
    idempotencyKey: reservationId,
    ...change,
  };
};

export class ReservedPile extends TestPile {
  reserve(change: Partial<ReserveRequest> = {}) {
    const reserved = reserve(this.state, aRequest(change), this.circumstances);
    if (reserved.ok) this.perform(reserved.value);
    return reserved;
  }

  /** Reserved and confirmed; gives its id. */
  reserved(change: Partial<ReserveRequest> = {}): string {
    const reserved = this.reserve(change);
    if (!reserved.ok) throw new Error(reserved.error.code);
    const { reservationId } = reserved.value;
    this.confirm(reservationId);
    return reservationId;
  }

  confirm(reservationId: string): void {
    const confirmed = confirm(this.state, reservationId, this.circumstances);
    if (!confirmed.ok) throw new Error(confirmed.error.code);
    this.perform(confirmed.value);
  }

  cancel(reservationId: string, by: "driver" | "records" = "driver") {
    const cancelled = cancel(this.state, { reservationId, by }, this.circumstances);
    if (cancelled.ok) this.perform(cancelled.value);
    return cancelled;
  }

  /** While the charger is there it sends its heartbeats. */
  until(atMs: number): void {
    while (this.nowMs < atMs) {
      if (this.state.link.online) this.says({ kind: "heartbeat" });
      this.passes(Math.min(atMs - this.nowMs, 15 * minute));
    }
  }

  stateOf(connectorId = 1): string {
    const found = this.state.connectors.find((one) => one.connectorId === connectorId);
    return found?.told.state ?? "gone";
  }

  ends(): string[] {
    return this.factsOf("bookingEnded").map(({ end }) => end);
  }

  asked(action: string) {
    return this.calls.filter((call) => call.action === action);
  }
}
