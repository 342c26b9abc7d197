/** Owns the life of a charge on a connector, from an accepted card to the last message of its
 * transaction, through cable, fault and power loss. */
import type { IdTagInfo } from "./answers.ts";
import type { Authorizer } from "./authorization.ts";
import type { Vehicle } from "./chargingCurve.ts";
import { isCharging, type Connector, type Fault, type Transaction } from "./connectorState.ts";
import type { StopReason } from "./events.ts";
import { Flow } from "./flow.ts";
import type { JsonObject } from "./json.ts";
import type { Parts } from "./parts.ts";
import { Sampling } from "./sampling.ts";

/** What a charger does when the car is full: wait for the cable, or end the transaction. */
export type WhenFull = "wait" | "stop";

/** Some chargers end a full car's transaction by themselves, after a while. */
const STOP_WHEN_FULL_AFTER_MS = 30_000;

interface Interrupted {
  readonly transaction: Transaction;
  readonly meterStopWh: number;
  readonly timestamp: string;
}

export class Sessions {
  readonly sampling: Sampling;
  #parts: Parts;
  #authorizer: Authorizer;
  #flow: Flow;
  #begins = new Map<Transaction, JsonObject>();
  #interrupted: Interrupted[] = [];
  lastTransaction: Transaction | undefined;

  constructor(parts: Parts, authorizer: Authorizer, whenFull: WhenFull) {
    this.#parts = parts;
    this.#authorizer = authorizer;
    this.#flow = new Flow(parts, (connector) => {
      if (whenFull === "stop") this.#stopSoon(connector);
    });
    this.sampling = new Sampling(parts, (connector) => this.#flow.bringUpToDate(connector));
  }

  plugIn(connector: Connector, vehicle: Vehicle): void {
    if (connector.vehicle) return;
    connector.vehicle = vehicle;
    this.#parts.emit({ kind: "plug", connectorId: connector.id, plugged: true });
    const { phase } = connector;
    if (phase.kind === "charging") this.#flow.resume(connector);
    else if (phase.kind === "authorised") {
      phase.timeout.cancel();
      this.#start(connector, phase.idTag);
    } else {
      connector.phase = { kind: "cabled" };
      this.#parts.status.changed(connector.id);
    }
  }

  /** The car leaves with its cable; false while a jammed lock holds it. */
  unplug(connector: Connector): boolean {
    if (!connector.vehicle || connector.isLockJammed) return false;
    this.#flow.bringUpToDate(connector);
    const endsTransaction = this.#parts.configuration.isTrue("StopTransactionOnEVSideDisconnect");
    if (isCharging(connector) && !endsTransaction) this.#flow.suspend(connector, "suspendedByCar");
    connector.vehicle = undefined;
    if (endsTransaction) this.stop(connector, "EVDisconnected");
    this.#parts.emit({ kind: "plug", connectorId: connector.id, plugged: false });
    if (!isCharging(connector)) this.#becomeIdle(connector);
    this.#parts.status.changed(connector.id);
    return true;
  }

  /** A card or a remote start was accepted: charge, or wait for the cable. */
  authorised(connector: Connector, idTag: string): void {
    if (connector.vehicle) {
      this.#start(connector, idTag);
      return;
    }
    const waitMs = this.#parts.configuration.number("ConnectionTimeOut") * 1_000;
    const timeout = this.#parts.timers.after(waitMs, () => {
      if (connector.phase.kind === "authorised") this.#becomeIdle(connector);
      this.#parts.status.changed(connector.id);
    });
    connector.phase = { kind: "authorised", idTag, timeout };
    this.#parts.status.changed(connector.id);
  }

  #becomeIdle(connector: Connector): void {
    if (connector.phase.kind === "authorised") connector.phase.timeout.cancel();
    connector.phase = connector.vehicle ? { kind: "cabled" } : { kind: "idle" };
  }

  #start(connector: Connector, idTag: string): void {
    const { timers, clock, configuration, outbox, emit } = this.#parts;
    const { reservation } = connector;
    reservation?.expiry.cancel();
    connector.reservation = undefined;
    const transaction: Transaction = {
      connectorId: connector.id,
      idTag,
      meterStartWh: connector.meter.registerWh,
      startedAt: clock.nowIso(),
      reservationId: reservation?.id,
      parentIdTag: undefined,
      id: { kind: "awaited" },
    };
    this.lastTransaction = transaction;
    const wanted = configuration.list("StopTxnSampledData");
    if (wanted.length > 0) {
      this.#begins.set(transaction, this.sampling.read(connector, "Transaction.Begin", wanted));
    }
    const nowMs = timers.timeline.nowMs();
    connector.phase = {
      kind: "charging",
      transaction,
      contactorClosedAtMs: nowMs,
      meteredUntilMs: nowMs,
      flow: "energy",
    };
    outbox.keep({ kind: "start", transaction });
    const { meterStartWh } = transaction;
    emit({ kind: "started", connectorId: connector.id, idTag, meterStartWh });
    this.#flow.start(connector);
    this.sampling.start(connector);
    this.#parts.status.changed(connector.id);
  }

  /** Ends the transaction on this connector, if there is one. */
  stop(connector: Connector, reason: StopReason, idTag?: string): void {
    if (!isCharging(connector)) return;
    this.#flow.bringUpToDate(connector);
    const { transaction } = connector.phase;
    this.#flow.stop(connector);
    this.sampling.stop(connector);
    connector.meter.rest();
    const ended = {
      transaction,
      meterStopWh: connector.meter.registerWh,
      timestamp: this.#parts.clock.nowIso(),
    };
    this.#keepStop(ended, reason, idTag, this.#transactionData(connector, transaction));
    this.#leaveCharging(connector);
    this.#parts.status.changed(connector.id);
  }

  #keepStop(
    ended: Interrupted,
    reason: StopReason,
    idTag: string | undefined,
    transactionData: JsonObject[],
  ): void {
    this.#parts.outbox.keep({ kind: "stop", ...ended, reason, idTag, transactionData });
    const { connectorId } = ended.transaction;
    this.#parts.emit({ kind: "stopped", connectorId, reason, meterStopWh: ended.meterStopWh });
  }

  #transactionData(connector: Connector, transaction: Transaction): JsonObject[] {
    const begin = this.#begins.get(transaction);
    if (!begin) return [];
    this.#begins.delete(transaction);
    const wanted = this.#parts.configuration.list("StopTxnSampledData");
    return wanted.length === 0
      ? [begin]
      : [begin, this.sampling.read(connector, "Transaction.End", wanted)];
  }

  #leaveCharging(connector: Connector): void {
    connector.phase = connector.vehicle ? { kind: "finishing" } : { kind: "idle" };
    if (connector.operativeAfterwards === undefined) return;
    connector.isOperative = connector.operativeAfterwards;
    connector.operativeAfterwards = undefined;
  }

  #stopSoon(connector: Connector): void {
    if (!isCharging(connector)) return;
    const { transaction } = connector.phase;
    this.#parts.timers.after(STOP_WHEN_FULL_AFTER_MS, () => {
      const isSame = isCharging(connector) && connector.phase.transaction === transaction;
      if (isSame) this.stop(connector, "Local");
    });
  }

  /** The central system's word on the card of a transaction that has begun (4.8). */
  startAnswered(transaction: Transaction, info: IdTagInfo): void {
    this.#authorizer.learn(transaction.idTag, info);
    const connector = this.#parts.connectors.get(transaction.connectorId);
    if (info.status === "Accepted" || !connector || !isCharging(connector)) return;
    if (connector.phase.transaction !== transaction) return;
    if (this.#parts.configuration.isTrue("StopTransactionOnInvalidId")) {
      this.stop(connector, "DeAuthorized");
    } else {
      this.#flow.bringUpToDate(connector);
      this.#flow.suspend(connector, "suspendedByCharger");
    }
  }

  fail(connector: Connector, fault: Fault, reason: StopReason): void {
    this.stop(connector, reason);
    if (connector.phase.kind === "authorised") this.#becomeIdle(connector);
    connector.fault = fault;
    this.#parts.status.changed(connector.id);
  }

  /** The power is gone: the meter stops here, and nobody can be told yet. */
  interrupt(): void {
    for (const connector of this.#parts.connectors.values()) {
      this.#flow.bringUpToDate(connector);
      if (isCharging(connector)) {
        const { transaction } = connector.phase;
        const timestamp = this.#parts.clock.nowIso();
        const meterStopWh = connector.meter.registerWh;
        this.#interrupted.push({ transaction, meterStopWh, timestamp });
        this.#leaveCharging(connector);
      } else if (connector.phase.kind === "authorised") this.#becomeIdle(connector);
      connector.meter.rest();
    }
  }

  /** The power is back: what was interrupted is closed with the reading of that moment. */
  closeInterrupted(reason: StopReason): void {
    for (const interrupted of this.#interrupted) {
      this.#keepStop(interrupted, reason, undefined, []);
    }
    this.#interrupted = [];
  }
}
