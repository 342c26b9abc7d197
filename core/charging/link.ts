// The charger's socket: the newest one wins, and what an older one still does no longer counts.
import { limits } from "../limits.ts";
import { advance } from "../ocpp/callQueue.ts";
import type { Subprotocol } from "../ocpp/version.ts";
import { availabilityAfterLink } from "./availability.ts";
import { commandsEnded } from "./commandEnds.ts";
import { finishCommand } from "./issueCommand.ts";
import type { PileState } from "./pileState.ts";
import {
  addFact,
  applyQueue,
  beginTurn,
  endTurn,
  type Circumstances,
  type Decision,
  type Turn,
} from "./turn.ts";

/** A charger has connected. An open call of the socket before is lost with it. */
export function connected(
  state: PileState,
  subprotocol: Subprotocol,
  circumstances: Circumstances,
): Decision {
  const turn = beginTurn(state, circumstances);
  loseOpenCall(turn);
  const { link } = turn.state;
  turn.state = {
    ...turn.state,
    link: {
      generation: link.generation + 1,
      online: true,
      subprotocol,
      sinceMs: link.online ? link.sinceMs : turn.nowMs,
      isLossTold: false,
    },
  };
  turn.durable = true;
  availabilityAfterLink(turn, { hasBooted: false });
  if (link.isLossTold) addFact(turn, { kind: "linkBack", atMs: turn.nowMs });
  if (!link.online) {
    addFact(turn, { kind: "onlineChanged", online: true, atMs: turn.nowMs });
    turn.effects.push({ kind: "tellOnline" });
  }
  return endTurn(turn);
}

/** A socket of this generation is gone; an older one's late close changes nothing. */
export function disconnected(
  state: PileState,
  generation: number,
  circumstances: Circumstances,
): Decision {
  const turn = beginTurn(state, circumstances);
  if (generation === state.link.generation && state.link.online) goOffline(turn);
  return endTurn(turn);
}

export function goOffline(turn: Turn): void {
  loseOpenCall(turn);
  turn.state = {
    ...turn.state,
    link: { ...turn.state.link, online: false, sinceMs: turn.nowMs },
  };
  addFact(turn, { kind: "onlineChanged", online: false, atMs: turn.nowMs });
  turn.effects.push({ kind: "tellOnline" });
}

/** When a charger that is away counts as lost; null for one that is there, told, or never came. */
export const lossDueMs = ({ link, retiredAtMs }: PileState): number | null =>
  link.online || link.isLossTold || link.generation === 0 || retiredAtMs !== null
    ? null
    : link.sinceMs + limits.linkLossMs.most;

/** A reconnect, or a storm of them, is over by then: it writes nothing. */
export function tellLoss(turn: Turn): void {
  const dueMs = lossDueMs(turn.state);
  if (dueMs === null || turn.nowMs < dueMs) return;
  const { link } = turn.state;
  turn.state = { ...turn.state, link: { ...link, isLossTold: true } };
  turn.durable = true;
  addFact(turn, { kind: "linkLost", sinceMs: link.sinceMs, atMs: turn.nowMs });
}

function loseOpenCall(turn: Turn): void {
  const step = advance(
    turn.state.queue,
    { kind: "connectionLost" },
    { version: null, nowMs: turn.nowMs },
  );
  const finished = applyQueue(turn, step);
  commandsEnded(
    turn,
    finished.flatMap(({ commandId, outcome }) => finishCommand(turn, commandId, outcome)),
  );
}
