// What was kept beside the state's row when the object slept is part of what it knew.
import type { PileState, Session } from "../../core/charging/pileState.ts";
import { acknowledged } from "../../core/live/announcement.ts";
import { meterSession } from "../../core/charging/session.ts";
import type { ChargerSocket } from "./chargerSocket.ts";
import { withChanges } from "./ridingChanges.ts";
import { samplesIn } from "./sampleLines.ts";
import type { PileStore } from "./store.ts";

export function caughtUp(stored: PileState, store: PileStore, charger: ChargerSocket): PileState {
  const { confirmedSeq, announcedSeq, changes } = charger;
  const state = changes === null ? stored : withChanges(stored, changes);
  return {
    ...state,
    announcement: acknowledged(state.announcement, announcedSeq),
    outbox: state.outbox.filter(({ seq }) => seq > confirmedSeq),
    connectors: state.connectors.map((connector) => {
      if (connector.use.kind !== "charging") return connector;
      const session = metered(connector.use.session, store, charger);
      return { ...connector, use: { kind: "charging", session } };
    }),
  };
}

/** The last batch says how far the session was by then; only what came after it is gone through. */
function metered(session: Session, store: PileStore, charger: ChargerSocket): Session {
  const { transactionId, last } = session;
  const progress = store.progressOf(transactionId);
  const isAhead = progress !== null && progress.last.atMs > last.atMs;
  let next: Session = isAhead ? { ...session, ...progress } : session;
  const stored = progress === null ? store.samplesOf(transactionId) : "";
  for (const sample of samplesIn(stored + charger.linesOf(transactionId))) {
    next = meterSession(next, sample);
  }
  return next;
}
