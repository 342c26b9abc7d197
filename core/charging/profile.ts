// What a pile is told of itself: its place, its connectors, its credential.
import type { PileProfile } from "./pileApi.ts";
import { newConnector, newPileState, type Connector, type PileState } from "./pileState.ts";

/** The state under a new profile. A connector that is gone takes its use with it only when free. */
export function configured(
  state: PileState | null,
  profile: PileProfile,
  nowMs: number,
): PileState {
  if (state === null) return newPileState(profile, nowMs);
  const wanted = profile.connectors.map((connector): Connector => {
    const present = state.connectors.find((one) => one.connectorId === connector.connectorId);
    return present === undefined
      ? newConnector(connector, nowMs)
      : { ...present, maxPowerW: connector.maxPowerW };
  });
  const inUse = state.connectors.filter(
    ({ connectorId, use }) =>
      use.kind !== "free" && !wanted.some((one) => one.connectorId === connectorId),
  );
  const isSameCredential = state.credential.hash === profile.credentialHash;
  const credential = isSameCredential
    ? state.credential
    : { hash: profile.credentialHash, previous: null, rotatedAtMs: nowMs };
  return { ...state, profile, credential, connectors: [...wanted, ...inUse] };
}

/** A second password beside the first, which dies when the new one is used, or at its time. */
export function rotated(
  state: PileState,
  input: { readonly credentialHash: string; readonly previousValidUntilMs: number },
  nowMs: number,
): PileState {
  const { credentialHash, previousValidUntilMs } = input;
  return {
    ...state,
    profile: { ...state.profile, credentialHash },
    credential: {
      hash: credentialHash,
      previous: { hash: state.credential.hash, validUntilMs: previousValidUntilMs },
      rotatedAtMs: nowMs,
    },
  };
}
