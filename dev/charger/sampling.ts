/** Owns when a connector's meter is read and told: periodic samples of a transaction and the
 * clock-aligned ones (OCPP 1.6, 3.15). */
import type { Timer } from "./clock.ts";
import { isCharging, type Connector } from "./connectorState.ts";
import type { JsonObject } from "./json.ts";
import type { SampleContext } from "./meter.ts";
import type { Parts } from "./parts.ts";

export class Sampling {
  #parts: Parts;
  #bringUpToDate: (connector: Connector) => void;
  #periodic = new Map<number, Timer>();
  #aligned: Timer | undefined;

  /** `bringUpToDate` counts what was delivered until now. */
  constructor(parts: Parts, bringUpToDate: (connector: Connector) => void) {
    this.#parts = parts;
    this.#bringUpToDate = bringUpToDate;
  }

  start(connector: Connector): void {
    this.stop(connector);
    const seconds = this.#parts.configuration.number("MeterValueSampleInterval");
    if (seconds === 0) return;
    const timer = this.#parts.timers.after(seconds * 1_000, () => {
      this.#sample(connector, "Sample.Periodic", "MeterValuesSampledData");
      if (isCharging(connector)) this.start(connector);
    });
    this.#periodic.set(connector.id, timer);
  }

  stop(connector: Connector): void {
    this.#periodic.get(connector.id)?.cancel();
  }

  /** The interval was changed in mid-charge. */
  restart(): void {
    for (const connector of this.#parts.connectors.values()) {
      if (isCharging(connector)) this.start(connector);
    }
  }

  startAligned(): void {
    this.#aligned?.cancel();
    const intervalMs = this.#parts.configuration.number("ClockAlignedDataInterval") * 1_000;
    if (intervalMs === 0) return;
    // Civil midnight in UTC+8 and midnight in UTC share every boundary of a divisor of 8 hours.
    const { clock } = this.#parts;
    const nowMs = clock.nowMs();
    const waitMs = clock.simulatedMsUntil(nowMs + intervalMs - (nowMs % intervalMs));
    this.#aligned = this.#parts.timers.after(waitMs, () => {
      for (const connector of this.#parts.connectors.values()) {
        this.#sample(connector, "Sample.Clock", "MeterValuesAlignedData");
      }
      this.startAligned();
    });
  }

  /** One reading of the meter, as it goes on the wire. */
  read(connector: Connector, context: SampleContext, measurands: readonly string[]): JsonObject {
    this.#bringUpToDate(connector);
    return {
      timestamp: this.#parts.clock.nowIso(),
      sampledValue: connector.meter.sampledValues(measurands, context, connector.vehicle),
    };
  }

  /** What TriggerMessage asks for: told apart from any transaction's own series. */
  trigger(connector: Connector, priority: "ordinary" | "urgent"): void {
    const measurands = this.#parts.configuration.list("MeterValuesSampledData");
    const meterValue = this.read(connector, "Trigger", measurands);
    const transactionId =
      isCharging(connector) && connector.phase.transaction.id.kind === "known"
        ? { transactionId: connector.phase.transaction.id.value }
        : {};
    this.#parts.outbox.call(
      "MeterValues",
      { connectorId: connector.id, ...transactionId, meterValue: [meterValue] },
      () => {},
      priority,
    );
  }

  #sample(
    connector: Connector,
    context: SampleContext,
    key: "MeterValuesSampledData" | "MeterValuesAlignedData",
  ): void {
    const { configuration, outbox, emit } = this.#parts;
    const meterValue = this.read(connector, context, configuration.list(key));
    // A reading without a value would break the schema; the list may be empty or all for DC.
    if (Array.isArray(meterValue["sampledValue"]) && meterValue["sampledValue"].length === 0)
      return;
    // Bringing the meter up to date may have ended the transaction.
    if (isCharging(connector)) {
      outbox.keep({ kind: "sample", transaction: connector.phase.transaction, meterValue });
    } else if (context === "Sample.Clock") {
      outbox.call("MeterValues", { connectorId: connector.id, meterValue: [meterValue] });
    }
    emit({
      kind: "sample",
      connectorId: connector.id,
      registerWh: connector.meter.registerWh,
      powerW: connector.meter.powerW,
      socPercent: connector.vehicle?.socPercent ?? 0,
    });
  }
}
