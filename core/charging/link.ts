// The charger's socket: the newest one wins, and what an older one still does no longer counts.
import { advance } from "../ocpp/callQueue.ts";
import type { Subprotocol } from "../ocpp/version.ts";
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
    },
  };
  turn.durable = true;
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
