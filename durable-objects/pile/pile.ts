// One Durable Object per pile: it alone decides who gets a connector. The class holds runtime events
// and RPC methods; decisions are core/charging's, storage and sockets stand beside it.
import { DurableObject } from "cloudflare:workers";
import { setClosures } from "../../core/charging/closures.ts";
import { withConnectors } from "../../core/charging/connectorEditing.ts";
import { liveConnector, liveOrder, pileSnapshot } from "../../core/charging/live.ts";
import * as reservations from "../../core/charging/reservations.ts";
import * as offers from "../../core/charging/offers.ts";
import * as orders from "../../core/charging/orders.ts";
import { startTrace, stopTrace, type Trace } from "../../core/charging/trace.ts";
import type {
  CancelBookingRefusal,
  CommandRefusal,
  ConfirmRefusal,
  ConnectorsRefusal,
  EndedBooking,
  HoldRefusal,
  HoldRequest,
  OfferRefusal,
  OfferRequest,
  OrderRefusal,
  PileApi,
  PileProfile,
  PileSnapshot,
  ReserveRefusal,
  ReserveRequest,
  SlotsOfPile,
  TracePage,
} from "../../core/charging/pileApi.ts";
import type { Closure, PileState } from "../../core/charging/pileState.ts";
import { rotated } from "../../core/charging/profile.ts";
import { staffCommand, type StaffRequest } from "../../core/charging/staffCommands.ts";
import type { Circumstances, Decision } from "../../core/charging/turn.ts";
import type { CommandRecord } from "../../core/contract/admin/commands.ts";
import type { LiveConnector, LiveOrder } from "../../core/contract/live.ts";
import type { CurvePoint, OrderFailure } from "../../core/contract/orders.ts";
import { summaryOf } from "../../core/live/pile.ts";
import type { PileMember, PileSummary } from "../../core/live/summaries.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";
import { answerClose } from "../live/answerClose.ts";
import { acceptCharger, acceptDriver, acceptWatcher } from "./accept.ts";
import { ChargerMessages } from "./chargerMessages.ts";
import { attachmentOf } from "./chargerSocket.ts";
import { curveOf } from "./curve.ts";
import { PileRuntime } from "./runtime.ts";
import { tellOwnOrders } from "./screens.ts";

type Unknown = { readonly code: "pile_not_found" };

export class Pile extends DurableObject<ObjectEnv> implements PileApi, PileMember {
  readonly #runtime: PileRuntime;
  readonly #messages: ChargerMessages;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#runtime = new PileRuntime(ctx, env);
    this.#messages = new ChargerMessages(this.#runtime, env);
  }

  /** The Worker forwards the upgrades of `/ocpp/…` and `/live/…` here, and nothing else. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return new Response("expected a WebSocket", { status: 426 });
    }
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/ocpp/")) return acceptCharger(this.#runtime, request);
    if (pathname.startsWith("/trace/")) return acceptWatcher(this.#runtime);
    if (pathname.startsWith("/live/")) return acceptDriver(this.#runtime, request);
    return new Response("not found", { status: 404 });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (this.#runtime.charger.isNewest(socket)) await this.#messages.received(message);
    else if (this.#runtime.tracing.isWatcher(socket)) return;
    else if (attachmentOf(socket) === null) await this.#driverSaid(socket, message);
  }

  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    this.#runtime.lost(socket);
    answerClose(socket, code, reason);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#runtime.lost(socket);
  }

  override async alarm(): Promise<void> {
    await this.#runtime.alarmRang();
  }

  async #driverSaid(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const { drivers } = this.#runtime;
    const secrets = this.env.TOKEN_SECRETS;
    const driverId = await drivers.said(socket, message, { secrets, nowMs: Date.now() });
    const state = this.#runtime.current();
    if (driverId !== null && state !== null) tellOwnOrders(drivers, state, driverId);
  }

  async configure(profile: PileProfile): Promise<Result<null, never>> {
    this.#runtime.configure(profile);
    return ok(null);
  }

  async setConnectors(
    connectors: PileProfile["connectors"],
  ): Promise<Result<readonly LiveConnector[], Unknown | ConnectorsRefusal>> {
    const edited = this.#decide((state, now) => withConnectors(state, connectors, now));
    return edited.ok ? ok(edited.value.state.connectors.map(liveConnector)) : edited;
  }

  async rotateCredential(input: {
    readonly credentialHash: string;
    readonly previousValidUntilMs: number;
  }): Promise<Result<null, Unknown>> {
    const { state } = this.#runtime;
    if (state === null) return err({ code: "pile_not_found" });
    const next = rotated(state, input, Date.now());
    this.#runtime.perform({ state: next, effects: [], durable: true, rides: false });
    return ok(null);
  }

  async retire(): Promise<Result<null, Unknown>> {
    if (this.#runtime.state === null) return err({ code: "pile_not_found" });
    await this.#runtime.retire();
    return ok(null);
  }

  async hold(
    request: HoldRequest,
  ): Promise<Result<{ readonly orderId: string; readonly repeated: boolean }, HoldRefusal>> {
    const held = this.#decide((state, now) => orders.hold(state, request, now));
    if (!held.ok) return held;
    const { orderId, repeated } = held.value;
    return ok({ orderId, repeated });
  }

  async start(orderId: string): Promise<Result<null, OrderRefusal>> {
    return this.#order((state, now) => orders.start(state, orderId, now));
  }

  async release(input: {
    readonly orderId: string;
    readonly failure: OrderFailure;
  }): Promise<Result<null, OrderRefusal>> {
    return this.#order((state, now) => orders.release(state, input, now));
  }

  async stop(orderId: string): Promise<Result<null, OrderRefusal>> {
    return this.#order((state, now) => orders.stop(state, orderId, now));
  }

  async reserve(
    request: ReserveRequest,
  ): Promise<
    Result<{ readonly reservationId: string; readonly repeated: boolean }, ReserveRefusal>
  > {
    const reserved = this.#decide((state, now) => reservations.reserve(state, request, now));
    if (!reserved.ok) return reserved;
    const { reservationId, repeated } = reserved.value;
    return ok({ reservationId, repeated });
  }

  async confirmReservation(reservationId: string): Promise<Result<null, ConfirmRefusal>> {
    const confirmed = this.#decide((state, now) => reservations.confirm(state, reservationId, now));
    if (confirmed.ok) return ok(null);
    const { error } = confirmed;
    return err(error.code === "pile_not_found" ? { code: "reservation_not_found" } : error);
  }

  async cancelReservation(input: {
    readonly reservationId: string;
    readonly by: "driver" | "records";
  }): Promise<Result<EndedBooking, CancelBookingRefusal>> {
    const cancelled = this.#decide((state, now) => reservations.cancel(state, input, now));
    if (cancelled.ok) return ok({ end: cancelled.value.end, orderId: cancelled.value.orderId });
    const { error } = cancelled;
    return err(error.code === "pile_not_found" ? { code: "reservation_not_found" } : error);
  }

  async slots(): Promise<Result<SlotsOfPile, Unknown>> {
    const state = this.#runtime.current();
    return state === null
      ? err({ code: "pile_not_found" })
      : ok(reservations.slotsOf(state, Date.now()));
  }

  async setClosures(closures: readonly Closure[]): Promise<Result<null, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    this.#runtime.perform(setClosures(state, closures, this.#runtime.circumstances()));
    return ok(null);
  }

  async liveOrder(orderId: string): Promise<LiveOrder | null> {
    const state = this.#runtime.current();
    return state === null ? null : liveOrder(state, orderId);
  }

  async curve(orderId: string): Promise<readonly CurvePoint[]> {
    return curveOf(this.#runtime, orderId);
  }

  async command(request: StaffRequest): Promise<Result<CommandRecord, CommandRefusal>> {
    const sent = this.#decide((state, now) => staffCommand(state, request, now));
    return sent.ok ? ok(sent.value.record) : sent;
  }

  async getCommand(commandId: string): Promise<CommandRecord | null> {
    const commands = this.#runtime.state?.commands ?? [];
    return commands.find(({ record }) => record.commandId === commandId)?.record ?? null;
  }

  async summary(): Promise<Result<PileSummary, Unknown>> {
    const state = this.#runtime.current();
    return state === null ? err({ code: "pile_not_found" }) : ok(summaryOf(state));
  }

  async offer(request: OfferRequest): Promise<Result<PileSummary, Unknown | OfferRefusal>> {
    const offered = this.#decide((state, now) => offers.offer(state, request, now));
    return offered.ok ? this.summary() : offered;
  }

  async withdrawOffer(offerId: string): Promise<Result<PileSummary, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    this.#runtime.perform(offers.withdraw(state, offerId, this.#runtime.circumstances()));
    return this.summary();
  }

  async startTrace(input: Parameters<PileApi["startTrace"]>[0]): Promise<Result<Trace, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    const decision = startTrace(state, input, this.#runtime.circumstances());
    this.#runtime.perform(decision);
    return ok(decision.trace);
  }

  async stopTrace(): Promise<Result<null, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    this.#runtime.perform(stopTrace(state, this.#runtime.circumstances()));
    return ok(null);
  }

  async readTrace(page: {
    readonly after: number;
    readonly limit: number;
  }): Promise<Result<TracePage, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    const frames = state.trace === null ? [] : this.#runtime.tracing.read(page);
    return ok({ trace: state.trace, frames });
  }

  async snapshot(): Promise<Result<PileSnapshot, Unknown>> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    return ok(pileSnapshot(state, this.#runtime.lastSeenMs));
  }

  #order(
    decide: (state: PileState, now: Circumstances) => Result<Decision, OrderRefusal>,
  ): Result<null, OrderRefusal> {
    const decided = this.#decide(decide);
    if (decided.ok) return ok(null);
    const { error } = decided;
    return err(error.code === "pile_not_found" ? { code: "order_not_found" } : error);
  }

  #decide<D extends Decision, E>(
    decide: (state: PileState, now: Circumstances) => Result<D, E>,
  ): Result<D, E | Unknown> {
    const state = this.#runtime.current();
    if (state === null) return err({ code: "pile_not_found" });
    const decided = decide(state, this.#runtime.circumstances());
    if (decided.ok) this.#runtime.perform(decided.value);
    return decided;
  }
}
