// One Durable Object per map cell: the live counts of its stations and the sockets of the drivers
// who look at it. The class holds runtime events and RPC methods; decisions are core/live's.
import { DurableObject } from "cloudflare:workers";
import { snapshotOf, summariesOf } from "../../core/live/area.ts";
import type {
  Acknowledgement,
  AreaApi,
  LiveFailure,
  StationLeft,
  StationSummary,
} from "../../core/live/summaries.ts";
import { ok, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";
import { answerClose } from "../live/answerClose.ts";
import { acceptLive, isUpgrade, tryAgain } from "../live/liveSockets.ts";
import { nameOf } from "../live/nameOf.ts";
import { orUnavailable } from "../live/orUnavailable.ts";
import { AreaRuntime } from "./runtime.ts";

export class Area extends DurableObject<ObjectEnv> implements AreaApi {
  readonly #runtime: AreaRuntime;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#runtime = new AreaRuntime(ctx, env, nameOf(ctx));
  }

  /** The Worker forwards the upgrades of `/live/…` here, and nothing else. */
  override async fetch(request: Request): Promise<Response> {
    if (!isUpgrade(request)) return new Response("expected a WebSocket", { status: 426 });
    const state = await orUnavailable(async () => ok(await this.#runtime.ready()));
    return state.ok
      ? acceptLive(this.#runtime.sockets, request, snapshotOf(state.value))
      : tryAgain();
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const secrets = this.env.TOKEN_SECRETS;
    await this.#runtime.sockets.said(socket, message, { secrets, nowMs: Date.now() });
  }

  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    answerClose(socket, code, reason);
  }

  override async alarm(): Promise<void> {
    await this.#runtime.rang();
  }

  async stationChanged(summary: StationSummary): Promise<Result<Acknowledgement, LiveFailure>> {
    return orUnavailable(async () => ok({ knownSeq: await this.#runtime.stationChanged(summary) }));
  }

  async stationLeft(left: StationLeft): Promise<Result<Acknowledgement, LiveFailure>> {
    return orUnavailable(async () => ok({ knownSeq: await this.#runtime.stationLeft(left) }));
  }

  async summaries(): Promise<Result<readonly StationSummary[], LiveFailure>> {
    return orUnavailable(async () => ok(summariesOf(await this.#runtime.ready())));
  }
}
