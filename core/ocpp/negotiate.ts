// Chooses the OCPP version of a new connection from what the charger offers.
import { subprotocols } from "./version.ts";
import type { Subprotocol } from "./version.ts";

export type OcppProfile = {
  /** What this pile may speak, of what the platform supports. */
  readonly allowed: readonly Subprotocol[];
  /** What is spoken when the charger offers nothing, as old firmware does; null refuses it. */
  readonly whenOmitted: Subprotocol | null;
};

export type Negotiation =
  | {
      readonly kind: "accepted";
      readonly subprotocol: Subprotocol;
      /** The value of Sec-WebSocket-Protocol in the answer; null: the header is left out. */
      readonly header: Subprotocol | null;
    }
  /**
   * OCPP-J 1.6, 3.3: the handshake is completed without the header, then the socket is closed
   * at once.
   */
  | { readonly kind: "refused"; readonly reason: "none_offered" | "none_in_common" };

/** A header is cut into at most this many offers; a charger has a handful of versions. */
const mostOffers = 16;

/**
 * The newest version that the charger offers, the platform supports and the pile may speak.
 * What nobody offered is never chosen.
 */
export function negotiate(
  offered: string | null,
  supported: readonly Subprotocol[],
  profile: OcppProfile,
): Negotiation {
  const offers = (offered ?? "")
    .split(",", mostOffers)
    .map((offer) => offer.trim())
    .filter((offer) => offer !== "");
  const usable = (candidate: Subprotocol): boolean =>
    supported.includes(candidate) && profile.allowed.includes(candidate);
  if (offers.length === 0) {
    const fallback = profile.whenOmitted;
    return fallback !== null && usable(fallback)
      ? { kind: "accepted", subprotocol: fallback, header: null }
      : { kind: "refused", reason: "none_offered" };
  }
  const chosen = subprotocols.find((candidate) => usable(candidate) && offers.includes(candidate));
  return chosen === undefined
    ? { kind: "refused", reason: "none_in_common" }
    : { kind: "accepted", subprotocol: chosen, header: chosen };
}
