// A pile that has just been registered and never heard of.
import { changed, nothingAnnounced } from "../live/announcement.ts";
import { emptyCallQueue } from "../ocpp/callQueue.ts";
import { unknownDevice } from "./device.ts";
import type { PileProfile } from "./pileApi.ts";
import type { Connector, Credential, PileState, Reported } from "./pileState.ts";

const unheard: Reported = { status: null, errorCode: "NoError", sinceMs: 0 };

export function newPileState(profile: PileProfile, nowMs: number): PileState {
  return {
    v: 2,
    profile,
    credential: newCredential(profile.credentialHash),
    link: { generation: 0, online: false, subprotocol: null, sinceMs: nowMs, isLossTold: false },
    identity: null,
    device: unknownDevice,
    quirks: [],
    reported: unheard,
    connectors: profile.connectors.map((connector) => newConnector(connector, nowMs)),
    reservations: [],
    bookings: [],
    pastBookings: [],
    pastOffers: [],
    closures: [],
    availability: [],
    queue: emptyCallQueue,
    commands: [],
    ended: [],
    requests: [],
    givenUp: [],
    quarantine: [],
    outbox: [],
    retiredAtMs: null,
    trace: null,
    announcement: changed(nothingAnnounced, nowMs),
    counters: { transaction: firstTransaction(nowMs), reservation: 0, message: 0, fact: 0 },
  };
}

/**
 * A pile that is removed and registered again must not number its transactions as before, by which
 * the records and a charger's late messages know them: it begins with the seconds since 2026.
 */
const firstTransaction = (nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.UTC(2026, 0)) / 1000));

export const newCredential = (hash: string): Credential => ({
  hash,
  previous: null,
  rotatedAtMs: null,
  refusalNotedMs: null,
});

export const newConnector = (
  { connectorId, maxPowerW }: PileProfile["connectors"][number],
  nowMs: number,
): Connector => ({
  connectorId,
  maxPowerW,
  reported: { ...unheard, sinceMs: nowMs },
  use: { kind: "free" },
  told: { state: "offline", sinceMs: nowMs, errorCode: null },
});
