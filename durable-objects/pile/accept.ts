// Upgrades: a charger with its credential, a driver's screen without.
import { connected } from "../../core/charging/link.ts";
import { livePile } from "../../core/charging/live.ts";
import { addFact, beginTurn, endTurn } from "../../core/charging/turn.ts";
import type { PileState } from "../../core/charging/pileState.ts";
import { negotiate } from "../../core/ocpp/negotiate.ts";
import type { Subprotocol } from "../../core/ocpp/version.ts";
import { supportedSubprotocols } from "../../core/ocpp/versions.ts";
import { addressOf, tooMany } from "../live/liveSockets.ts";
import { checkCredential } from "./credential.ts";
import type { PileRuntime } from "./runtime.ts";

/** A charger that tries a wrong password again and again is written down once in so long. */
const refusalNoteMs = 600_000;

export function acceptCharger(runtime: PileRuntime, request: Request): Response {
  const { state } = runtime;
  if (state === null) return new Response("unknown pile", { status: 404 });
  const nowMs = Date.now();
  const check = checkCredential(request.headers.get("authorization"), state.profile.pileId, {
    credential: state.credential,
    nowMs,
  });
  if (check.kind !== "good") {
    runtime.traced("link", `refused: password ${check.kind}`);
    if (check.kind === "wrong") noteRefusal(runtime, state, nowMs);
    return new Response("credential refused", {
      status: 401,
      headers: { "www-authenticate": 'Basic realm="ocpp", charset="UTF-8"' },
    });
  }
  const negotiation = negotiate(
    request.headers.get("sec-websocket-protocol"),
    supportedSubprotocols,
    { allowed: supportedSubprotocols, whenOmitted: "ocpp1.6" },
  );
  const { 0: client, 1: server } = new WebSocketPair();
  if (negotiation.kind === "refused") {
    server.accept();
    server.close(1002, "no common subprotocol");
    return new Response(null, { status: 101, webSocket: client });
  }
  if (check.isNew) forgetPreviousCredential(runtime, state);
  takeSocket(runtime, server, negotiation.subprotocol);
  const headers: Record<string, string> =
    negotiation.header === null ? {} : { "sec-websocket-protocol": negotiation.header };
  return new Response(null, { status: 101, webSocket: client, headers });
}

function takeSocket(runtime: PileRuntime, server: WebSocket, subprotocol: Subprotocol): void {
  const { state } = runtime;
  if (state === null) return;
  const circumstances = runtime.circumstances();
  runtime.storeSamples();
  const decision = connected(state, subprotocol, circumstances);
  const { generation } = decision.state.link;
  runtime.charger.accept(server, { generation, subprotocol, lastSeenMs: circumstances.nowMs });
  runtime.perform(decision);
  runtime.traced("link", `opened ${subprotocol}`);
}

/** A charger has shown that it has the new password: the old one dies. */
function forgetPreviousCredential(runtime: PileRuntime, state: PileState): void {
  const credential = { ...state.credential, previous: null };
  runtime.perform({ state: { ...state, credential }, effects: [], durable: true, rides: false });
}

function noteRefusal(runtime: PileRuntime, state: PileState, nowMs: number): void {
  const { refusalNotedMs } = state.credential;
  if (refusalNotedMs !== null && nowMs - refusalNotedMs < refusalNoteMs) return;
  const credential = { ...state.credential, refusalNotedMs: nowMs };
  const turn = beginTurn({ ...state, credential }, runtime.circumstances());
  const event = "charger_credential_refused";
  addFact(turn, { kind: "securityEvent", event, detail: "wrong password", atMs: nowMs });
  runtime.perform(endTurn(turn));
}

/** Staff, whom the Worker knows; an object cannot. */
export function acceptWatcher(runtime: PileRuntime): Response {
  const state = runtime.current();
  if (state === null) return new Response("unknown pile", { status: 404 });
  return runtime.tracing.accept(state) ?? tooMany("full");
}

export function acceptDriver(runtime: PileRuntime, request: Request): Response {
  const state = runtime.current();
  if (state === null) return new Response("unknown pile", { status: 404 });
  const { 0: client, 1: server } = new WebSocketPair();
  const snapshot = { kind: "pile", pile: livePile(state) } as const;
  const refused = runtime.drivers.accept(server, addressOf(request), snapshot);
  if (refused !== null) return tooMany(refused);
  return new Response(null, { status: 101, webSocket: client });
}
