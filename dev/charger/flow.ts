/** Owns the energy that flows while a transaction runs: it moves car and meter forward together,
 * and notices when the car has had enough. */
import { chargeFor, isFull } from "./chargingCurve.ts";
import type { Timer } from "./clock.ts";
import { isCharging, type Connector } from "./connectorState.ts";
import type { Parts } from "./parts.ts";

/** How often a running charge is looked at between samples. */
const LOOK_MS = 5_000;

export class Flow {
  #parts: Parts;
  #onFull: (connector: Connector) => void;
  #looks = new Map<number, Timer>();

  constructor(parts: Parts, onFull: (connector: Connector) => void) {
    this.#parts = parts;
    this.#onFull = onFull;
  }

  start(connector: Connector): void {
    this.stop(connector);
    const timer = this.#parts.timers.after(LOOK_MS, () => {
      this.bringUpToDate(connector);
      if (isCharging(connector) && connector.phase.flow === "energy") this.start(connector);
    });
    this.#looks.set(connector.id, timer);
  }

  stop(connector: Connector): void {
    this.#looks.get(connector.id)?.cancel();
  }

  /** Counts what was delivered since the last look. */
  bringUpToDate(connector: Connector): void {
    if (!isCharging(connector)) return;
    const { phase, vehicle, meter } = connector;
    const nowMs = this.#parts.timers.timeline.nowMs();
    const fromMs = phase.meteredUntilMs;
    if (nowMs <= fromMs) return;
    phase.meteredUntilMs = nowMs;
    if (phase.flow !== "energy" || !vehicle) return;
    const charged = chargeFor(
      vehicle,
      {
        type: connector.type,
        offeredW: connector.maxPowerW,
        elapsedMs: fromMs - phase.contactorClosedAtMs,
      },
      { durationMs: nowMs - fromMs, noise: () => this.#parts.random.next() },
    );
    meter.count(charged.energyWh, charged.powerW);
    connector.vehicle = charged.vehicle;
    if (!isFull(charged.vehicle)) return;
    this.suspend(connector, "suspendedByCar");
    this.#onFull(connector);
  }

  suspend(connector: Connector, why: "suspendedByCar" | "suspendedByCharger"): void {
    if (!isCharging(connector) || connector.phase.flow === why) return;
    connector.phase.flow = why;
    connector.meter.rest();
    this.stop(connector);
    this.#parts.status.changed(connector.id);
  }

  resume(connector: Connector): void {
    if (!isCharging(connector)) return;
    const nowMs = this.#parts.timers.timeline.nowMs();
    connector.phase.flow = "energy";
    connector.phase.contactorClosedAtMs = nowMs;
    connector.phase.meteredUntilMs = nowMs;
    this.start(connector);
    this.#parts.status.changed(connector.id);
  }
}
