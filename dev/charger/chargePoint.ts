/** A simulated OCPP 1.6-J charger on a real WebSocket: what a person, a power cut or a bad network
 * can do to it, and how a test or a story watches it. */
import { assemble, type Assembly } from "./assembly.ts";
import type { Vehicle } from "./chargingCurve.ts";
import { judgeCard } from "./card.ts";
import { ManualTimeline, RunningTimeline, Timers, type ClockSetting } from "./clock.ts";
import type { CommandParts } from "./commands.ts";
import type { Connector } from "./connectorState.ts";
import type { ChargerEvent, ErrorCode, StopReason } from "./events.ts";
import { startPayload } from "./offlineBuffer.ts";
import type { MaintenanceTrouble } from "./maintenance.ts";
import { holdFor } from "./reservation.ts";
import { viewOf, type CardOutcome, type ChargerSettings, type ConnectorView } from "./settings.ts";
import { arrivingVehicle } from "./vehicles.ts";
import { Watched } from "./watched.ts";

const AUTO_PLUG_AFTER_MS = 2_000;
const REBOOT_TAKES_MS = 5_000;
/** A soft reset waits so long for its last messages, then restarts all the same. */
const SOFT_RESET_PATIENCE_MS = 30_000;

const timersOf = ({ timeline, speed = 1 }: ChargerSettings): Timers =>
  new Timers(
    timeline ?? (speed === "manual" ? new ManualTimeline(Date.now()) : new RunningTimeline(speed)),
  );

export class SimulatedCharger extends Watched {
  readonly pileId: string;
  #settings: ChargerSettings;
  #timers: Timers;
  #assembly: Assembly;
  #password: string;
  #isPowered = false;
  #isNetworkUp = true;

  constructor(settings: ChargerSettings) {
    super();
    this.pileId = settings.pileId;
    this.#settings = settings;
    this.#password = settings.password;
    this.#timers = timersOf(settings);
    this.#assembly = assemble({
      settings,
      timers: this.#timers,
      emit: (event) => this.#emit(event),
      password: () => this.#password,
      hooks: {
        onRemoteStart: (connector) => this.#autoPlug(connector),
        reset: (type) => this.#reset(type),
        passwordChanged: (password) => {
          this.#password = password;
          this.disconnectNetwork();
          this.reconnect();
        },
      },
    });
  }

  get #parts(): CommandParts {
    return this.#assembly.parts;
  }

  #emit(event: ChargerEvent): void {
    this.emit("event", event);
    this.#assembly?.quiet.check();
  }

  #connector(connectorId: number): Connector {
    const connector = this.#parts.connectors.get(connectorId);
    if (!connector) throw new RangeError(`${this.pileId} has no connector ${connectorId}`);
    return connector;
  }

  /** Switches the charger on; resolves when the central system has accepted it. */
  async start(): Promise<void> {
    this.restorePower();
    await this.waitFor(() => this.isOnline);
  }

  /** Switches it off for good, as at the end of a test. */
  close(): void {
    this.losePower();
    this.removeAllListeners();
  }

  get isOnline(): boolean {
    return this.#parts.outbox.isOnline;
  }

  get isPowered(): boolean {
    return this.#isPowered;
  }

  get isNetworkUp(): boolean {
    return this.#isNetworkUp;
  }

  /** Messages of transactions that the central system has not taken yet. */
  get bufferedCount(): number {
    return this.#parts.outbox.bufferedCount;
  }

  nowMs(): number {
    return this.#timers.timeline.nowMs();
  }

  connector(connectorId: number): ConnectorView {
    return viewOf(this.#connector(connectorId));
  }

  connectors(): ConnectorView[] {
    return [...this.#parts.connectors.values()].map(viewOf);
  }

  override describe(): string {
    return JSON.stringify({ pile: this.pileId, online: this.isOnline, all: this.connectors() });
  }

  /** Moves a manual timeline; after each timer it waits until the network has nothing open,
   * unless `settle` is false. */
  async tick(durationMs: number, { settle = true } = {}): Promise<void> {
    const { timeline } = this.#timers;
    if (!(timeline instanceof ManualTimeline)) throw new Error("tick needs speed: manual");
    const untilMs = timeline.nowMs() + durationMs;
    const { quiet } = this.#assembly;
    if (settle) await quiet.settled();
    while (timeline.step(untilMs)) {
      if (settle) await quiet.settled();
    }
  }

  /** Lets simulated time pass, by hand or by waiting for it. */
  pass(durationMs: number): Promise<void> {
    const { timeline } = this.#timers;
    if (timeline instanceof ManualTimeline) return this.tick(durationMs);
    // Not one of the charger's own timers: it has to survive a power loss.
    return new Promise((resolve) => timeline.after(durationMs, resolve));
  }

  /** Resolves when no CALL is open and no socket is being opened. */
  settled(): Promise<void> {
    return this.#assembly.quiet.settled();
  }

  /** A car, by default one from the street, is connected. */
  plugIn(connectorId: number, vehicle: Partial<Vehicle> = {}): void {
    const car = { ...arrivingVehicle(this.#parts.random), ...vehicle };
    this.#parts.sessions.plugIn(this.#connector(connectorId), car);
  }

  /** False when there is no cable in, or a jammed lock holds it. */
  unplug(connectorId: number): boolean {
    return this.#parts.sessions.unplug(this.#connector(connectorId));
  }

  async presentCard(connectorId: number, idTag: string): Promise<CardOutcome> {
    const connector = this.#connector(connectorId);
    const outcome = this.#isPowered
      ? await judgeCard(this.#parts, connector, idTag)
      : ({ kind: "refused", why: "Unavailable" } as const);
    const word = outcome.kind === "refused" ? outcome.why : outcome.kind;
    this.#emit({ kind: "card", connectorId, idTag, outcome: word });
    if (outcome.kind === "stop") this.#parts.sessions.stop(connector, "Local", idTag);
    if (outcome.kind === "accepted") this.#parts.sessions.authorised(connector, idTag);
    return outcome;
  }

  #autoPlug(connector: Connector): void {
    if (!this.#settings.autoPlug || connector.vehicle) return;
    this.#timers.after(AUTO_PLUG_AFTER_MS, () => this.plugIn(connector.id));
  }

  /** The pile's ordinary stop button. */
  pressStop(connectorId: number): void {
    this.#parts.sessions.stop(this.#connector(connectorId), "Local");
  }

  /** All connectors stop and stay faulted until `clearFault(0)`. */
  pressEmergencyStop(): void {
    const fault = { errorCode: "OtherError", vendorErrorCode: "EmergencyStop" } as const;
    this.#parts.station.fault = fault;
    for (const connector of this.#parts.connectors.values()) {
      this.#parts.sessions.fail(connector, fault, "EmergencyStop");
    }
    this.#parts.status.changed(0);
  }

  /** Connector 0 is the charger itself: no charge can start while it is faulted. */
  fault(connectorId: number, errorCode: ErrorCode, vendorErrorCode?: string): void {
    const fault = { errorCode, vendorErrorCode };
    if (connectorId === 0) {
      this.#parts.station.fault = fault;
      this.#parts.status.changed(0);
    } else this.#parts.sessions.fail(this.#connector(connectorId), fault, "Other");
  }

  /** With connector 0, every fault is cleared. */
  clearFault(connectorId: number): void {
    const cleared =
      connectorId === 0 ? [...this.#parts.connectors.values()] : [this.#connector(connectorId)];
    for (const connector of cleared) {
      connector.fault = undefined;
      connector.isLockJammed = false;
    }
    if (connectorId === 0) this.#parts.station.fault = undefined;
    this.#parts.status.changedAll();
  }

  /** The lock holds the cable until `clearFault`. */
  jamLock(connectorId: number): void {
    this.#connector(connectorId).isLockJammed = true;
    this.#parts.status.changed(connectorId);
  }

  /** What goes wrong with the next updates and logs, until it is null again. */
  maintenanceTrouble(trouble: MaintenanceTrouble | null): void {
    this.#parts.maintenance.trouble = trouble;
  }

  losePower(): void {
    if (!this.#isPowered) return;
    this.#isPowered = false;
    this.#parts.sessions.interrupt();
    this.#assembly.link.down();
    this.#timers.cancelAll();
    this.#parts.outbox.registration = undefined;
    this.#emit({ kind: "power", on: false });
  }

  /** Boots; a transaction that was running is closed with the reading of the power loss. */
  restorePower(reason: StopReason = "PowerLoss"): void {
    if (this.#isPowered) return;
    this.#isPowered = true;
    this.#parts.configuration.applyStaged();
    this.#parts.sessions.closeInterrupted(reason);
    this.#emit({ kind: "power", on: true });
    for (const connector of this.#parts.connectors.values()) {
      if (connector.reservation) holdFor(connector, connector.reservation, this.#parts);
    }
    this.#parts.outbox.retryNow();
    if (this.#isNetworkUp) this.#assembly.link.up();
  }

  #reset(type: "Hard" | "Soft"): void {
    const restart = (): void => {
      this.losePower();
      const reason = type === "Hard" ? "HardReset" : "SoftReset";
      this.#timers.after(REBOOT_TAKES_MS, () => this.restorePower(reason));
    };
    if (type === "Hard") {
      restart();
      return;
    }
    for (const connector of this.#parts.connectors.values()) {
      this.#parts.sessions.stop(connector, "SoftReset");
    }
    const begin = (): void => {
      patience.cancel();
      this.off("event", look);
      restart();
    };
    const isReady = (): boolean => !this.isOnline || this.bufferedCount === 0;
    const look = (): void => {
      if (isReady()) setImmediate(begin);
    };
    const patience = this.#timers.after(SOFT_RESET_PATIENCE_MS, begin, "wall");
    if (isReady()) begin();
    else this.on("event", look);
  }

  disconnectNetwork(): void {
    this.#isNetworkUp = false;
    this.#assembly.link.down();
    this.#assembly.quiet.check();
  }

  reconnect(): void {
    this.#isNetworkUp = true;
    if (this.#isPowered) this.#assembly.link.up();
  }

  setClock(setting: ClockSetting): void {
    this.#parts.clock.set(setting);
  }

  /** The central system's next answer is lost, so that the call times out and is repeated. */
  dropNextAnswer(): void {
    this.#assembly.rpc.dropNextAnswer();
  }

  /** Sends the last StartTransaction once more, under a new message id. */
  retryDuplicate(): void {
    const { lastTransaction } = this.#parts.sessions;
    if (!lastTransaction) throw new Error("No transaction has begun");
    this.#parts.outbox.call("StartTransaction", startPayload(lastTransaction));
  }

  /** Any text, to try the central system with bad frames. */
  sendRaw(text: string): void {
    this.#assembly.rpc.send(text);
  }
}
