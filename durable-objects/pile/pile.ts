// One Durable Object per pile: it alone decides who gets a connector. The class holds runtime events
// and RPC methods; decisions are core/charging's, storage and sockets stand beside it.
import { DurableObject } from "cloudflare:workers";
import { disconnected } from "../../core/charging/link.ts";
import { timeCame } from "../../core/charging/due.ts";
import { adminSessions, liveOrder } from "../../core/charging/live.ts";
import * as orders from "../../core/charging/orders.ts";
import type {
  CommandRefusal,
  HoldRefusal,
  HoldRequest,
  OrderRefusal,
  PileApi,
  PileProfile,
  PileSnapshot,
} from "../../core/charging/pileApi.ts";
import { orderOf, type PileState } from "../../core/charging/pileState.ts";
import { configured, rotated } from "../../core/charging/profile.ts";
import { staffCommand, type StaffRequest } from "../../core/charging/staffCommands.ts";
import type { Circumstances, Decision } from "../../core/charging/turn.ts";
import type { CommandRecord } from "../../core/contract/admin/piles.ts";
import type { LiveOrder } from "../../core/contract/live.ts";
import type { CurvePoint, OrderFailure } from "../../core/contract/orders.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";
import { acceptCharger, acceptDriver } from "./accept.ts";
import { ChargerMessages } from "./chargerMessages.ts";
import { attachmentOf } from "./chargerSocket.ts";
import { curveOf } from "./curve.ts";
import { PileRuntime } from "./runtime.ts";

type Unknown = { readonly code: "pile_not_found" };

export class Pile extends DurableObject<ObjectEnv> implements PileApi {
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
    if (pathname.startsWith("/live/")) return acceptDriver(this.#runtime);
    return new Response("not found", { status: 404 });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (this.#runtime.charger.isNewest(socket)) await this.#messages.received(message);
    else if (attachmentOf(socket) === null) await this.#driverSaid(socket, message);
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    const charger = attachmentOf(socket);
    if (charger === null || this.#runtime.state === null) return;
    if (this.#runtime.charger.isNewest(socket)) this.#runtime.storeSamples();
    const { state } = this.#runtime;
    this.#runtime.perform(disconnected(state, charger.generation, this.#runtime.circumstances()));
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.webSocketClose(socket);
  }

  override async alarm(): Promise<void> {
    const { state, charger } = this.#runtime;
    if (state === null) return;
    const lastSeenMs = charger.lastSeenMs ?? state.link.sinceMs;
    this.#runtime.perform(timeCame(state, { lastSeenMs, ...this.#runtime.circumstances() }));
    await this.#runtime.rearm();
  }

  async #driverSaid(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const { drivers, state } = this.#runtime;
    const secrets = this.env.TOKEN_SECRETS;
    const driverId = await drivers.said(socket, message, { secrets, nowMs: Date.now() });
    if (driverId === null || state === null) return;
    for (const connector of state.connectors) {
      const order = orderOf(connector);
      if (order?.driverId === driverId) this.#runtime.tellDriver(driverId, order.orderId);
    }
  }

  async configure(profile: PileProfile): Promise<Result<null, never>> {
    const { state } = this.#runtime;
    if (state === null) this.#runtime.create(configured(null, profile, Date.now()));
    else {
      const next = configured(state, profile, Date.now());
      this.#runtime.perform({ state: next, effects: [], durable: true });
    }
    return ok(null);
  }

  async rotateCredential(input: {
    readonly credentialHash: string;
    readonly previousValidUntilMs: number;
  }): Promise<Result<null, Unknown>> {
    const { state } = this.#runtime;
    if (state === null) return err({ code: "pile_not_found" });
    const next = rotated(state, input, Date.now());
    this.#runtime.perform({ state: next, effects: [], durable: true });
    return ok(null);
  }

  async retire(): Promise<Result<null, Unknown>> {
    if (this.#runtime.state === null) return err({ code: "pile_not_found" });
    await this.#runtime.destroy();
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

  async liveOrder(orderId: string): Promise<LiveOrder | null> {
    const { state } = this.#runtime;
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

  async snapshot(): Promise<Result<PileSnapshot, Unknown>> {
    const { state, charger } = this.#runtime;
    if (state === null) return err({ code: "pile_not_found" });
    const { rotatedAtMs, previous } = state.credential;
    return ok({
      live: this.#runtime.snapshot(),
      lastSeenMs: charger.lastSeenMs,
      ocppVersion: state.link.online ? state.link.subprotocol : null,
      sessions: adminSessions(state),
      reservations: state.reservations,
      commands: state.commands.map(({ record }) => record).toReversed(),
      credential: { rotatedAtMs, previousValidUntilMs: previous?.validUntilMs ?? null },
      quarantined: state.quarantine.length,
    });
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
    const { state } = this.#runtime;
    if (state === null) return err({ code: "pile_not_found" });
    const decided = decide(state, this.#runtime.circumstances());
    if (decided.ok) this.#runtime.perform(decided.value);
    return decided;
  }
}
