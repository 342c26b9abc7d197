/** Owns StatusNotification (OCPP 1.6, 4.9): what was last told about each connector, so that a
 * change is told once, and what changed without a socket is told when there is one again. */
import type { DeviceClock } from "./clock.ts";
import { statusOf, type Connector, type Fault } from "./connectorState.ts";
import type { ConnectorStatus, Emit, ErrorCode } from "./events.ts";
import type { Outbox } from "./outbox.ts";

/** The charger as a whole, connector 0 on the wire. */
export interface Station {
  fault: Fault | undefined;
  isOperative: boolean;
}

interface Report {
  readonly connectorId: number;
  readonly status: ConnectorStatus;
  readonly errorCode: ErrorCode;
  readonly vendorErrorCode: string | undefined;
}

export interface StatusReporterParts {
  readonly station: Station;
  readonly connectors: ReadonlyMap<number, Connector>;
  readonly outbox: Outbox;
  readonly clock: DeviceClock;
  readonly vendor: string;
  readonly emit: Emit;
}

const keyOf = (report: Report): string =>
  `${report.status} ${report.errorCode} ${report.vendorErrorCode ?? ""}`;

export class StatusReporter {
  #parts: StatusReporterParts;
  #told = new Map<number, string>();
  #seen = new Map<number, string>();

  constructor(parts: StatusReporterParts) {
    this.#parts = parts;
  }

  /** Tells the connector's status if it differs from what was told before. */
  changed(connectorId: number): void {
    const report = this.#reportOf(connectorId);
    if (!report) return;
    const key = keyOf(report);
    if (this.#seen.get(connectorId) !== key) {
      this.#seen.set(connectorId, key);
      const { status, errorCode } = report;
      this.#parts.emit({ kind: "status", connectorId, status, errorCode });
    }
    if (this.#told.get(connectorId) !== key && this.#parts.outbox.isOnline) {
      this.tell(connectorId, "ordinary");
    }
  }

  /** After a boot the central system knows nothing: connector 0 and each connector are told. */
  tellAll(): void {
    this.#told.clear();
    this.changedAll();
  }

  changedAll(): void {
    this.changed(0);
    for (const id of this.#parts.connectors.keys()) this.changed(id);
  }

  /** Tells it whether or not it changed. */
  tell(connectorId: number, priority: "ordinary" | "urgent"): void {
    const report = this.#reportOf(connectorId);
    if (!report) return;
    const key = keyOf(report);
    this.#told.set(connectorId, key);
    this.#parts.outbox.call(
      "StatusNotification",
      {
        connectorId,
        errorCode: report.errorCode,
        status: report.status,
        timestamp: this.#parts.clock.nowIso(),
        ...(report.vendorErrorCode === undefined
          ? {}
          : { vendorId: this.#parts.vendor, vendorErrorCode: report.vendorErrorCode }),
      },
      (outcome) => {
        const isTold = outcome.kind === "result" || outcome.kind === "error";
        if (!isTold && this.#told.get(connectorId) === key) this.#told.delete(connectorId);
      },
      priority,
    );
  }

  #reportOf(connectorId: number): Report | undefined {
    const { station, connectors } = this.#parts;
    if (connectorId === 0) {
      const status = station.fault ? "Faulted" : station.isOperative ? "Available" : "Unavailable";
      return { connectorId, status, ...errorOf(station.fault) };
    }
    const connector = connectors.get(connectorId);
    if (!connector) return undefined;
    // A jammed lock is a warning: it changes no status (4.9, errorCode).
    const warning: Fault | undefined = connector.isLockJammed
      ? { errorCode: "ConnectorLockFailure", vendorErrorCode: undefined }
      : undefined;
    return { connectorId, status: statusOf(connector), ...errorOf(connector.fault ?? warning) };
  }
}

const errorOf = (fault: Fault | undefined): Pick<Report, "errorCode" | "vendorErrorCode"> => ({
  errorCode: fault?.errorCode ?? "NoError",
  vendorErrorCode: fault?.vendorErrorCode,
});
