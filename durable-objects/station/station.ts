// One Durable Object per station: the live board of its piles and the sockets of the drivers on its
// screen. The class holds runtime events and RPC methods; decisions are core/live's.
import { DurableObject } from "cloudflare:workers";
import type { LivePile, LiveWaiting } from "../../core/contract/live.ts";
import { boardOf, snapshotOf, summaryOf } from "../../core/live/station.ts";
import type {
  Acknowledgement,
  JoinRefusal,
  JoinRequest,
  LiveFailure,
  PileSummary,
  StationApi,
  StationSummary,
  WaitingApi,
} from "../../core/live/summaries.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";
import { answerClose } from "../live/answerClose.ts";
import { acceptLive, isUpgrade, sendText, tryAgain } from "../live/liveSockets.ts";
import { nameOf } from "../live/nameOf.ts";
import { orUnavailable } from "../live/orUnavailable.ts";
import { StationRuntime } from "./runtime.ts";

type Unknown = { readonly code: "station_not_found" };

export class Station extends DurableObject<ObjectEnv> implements StationApi, WaitingApi {
  readonly #runtime: StationRuntime;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#runtime = new StationRuntime(ctx, env, nameOf(ctx));
  }

  /** The Worker forwards the upgrades of `/live/…` here, and nothing else. */
  override async fetch(request: Request): Promise<Response> {
    if (!isUpgrade(request)) return new Response("expected a WebSocket", { status: 426 });
    const state = await orUnavailable(async () => ok(await this.#runtime.ready()));
    if (!state.ok) return tryAgain();
    if (state.value === null) return new Response("unknown station", { status: 404 });
    return acceptLive(this.#runtime.sockets, request, snapshotOf(state.value));
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const secrets = this.env.TOKEN_SECRETS;
    const { sockets } = this.#runtime;
    const driverId = await sockets.said(socket, message, { secrets, nowMs: Date.now() });
    const waiting = driverId === null ? null : this.#runtime.waitingOf(driverId);
    if (waiting !== null) sendText(socket, JSON.stringify({ kind: "waiting", waiting }));
  }

  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    answerClose(socket, code, reason);
  }

  override async alarm(): Promise<void> {
    await this.#runtime.rang();
  }

  async pileChanged(
    summary: PileSummary,
  ): Promise<Result<Acknowledgement, LiveFailure | { readonly code: "not_member" }>> {
    return orUnavailable(() => this.#runtime.pileChanged(summary));
  }

  async recordsChanged(): Promise<Result<null, LiveFailure>> {
    return orUnavailable(async () => {
      await this.#runtime.recordsChanged();
      return ok(null);
    });
  }

  async summary(): Promise<Result<StationSummary, LiveFailure | Unknown>> {
    return orUnavailable(async () => {
      const state = await this.#runtime.ready();
      return state === null ? err({ code: "station_not_found" }) : ok(summaryOf(state));
    });
  }

  async board(): Promise<Result<readonly LivePile[], LiveFailure | Unknown>> {
    return orUnavailable(async () => {
      const state = await this.#runtime.ready();
      return state === null ? err({ code: "station_not_found" }) : ok(boardOf(state).piles);
    });
  }

  async joinWaiting(
    request: JoinRequest,
  ): Promise<Result<LiveWaiting, LiveFailure | Unknown | JoinRefusal>> {
    return orUnavailable(() => this.#runtime.join(request));
  }

  async leaveWaiting(driverId: string): Promise<Result<null, LiveFailure | Unknown>> {
    return orUnavailable(() => this.#runtime.leave(driverId));
  }

  async waitingOf(driverId: string): Promise<Result<LiveWaiting | null, LiveFailure | Unknown>> {
    return orUnavailable(async () => {
      const state = await this.#runtime.ready();
      if (state === null) return err({ code: "station_not_found" });
      return ok(this.#runtime.waitingOf(driverId));
    });
  }
}
